package io.aiops.studio.host.trigger;

import io.aiops.studio.host.connection.Secrets;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.WorkflowStore;
import io.aiops.studio.host.engine.ExecutionService;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.identity.Audit;
import java.time.Clock;
import java.time.Duration;

/** The parts of this package, put together. */
public final class TriggerParts {

  private static final Duration EVERY = Duration.ofMillis(500);

  private final Scheduler scheduler;
  private final Dispatcher dispatcher;
  private final Triggers triggers;

  /** What they need of others. */
  public record Needs(
      TriggerStore triggers,
      FiringStore firings,
      ExecutionService executions,
      ExecutionStore log,
      WorkflowStore workflows,
      Identities identities,
      Expressions expressions,
      Secrets secrets,
      Audit audit,
      FiringSink sink,
      Clock clock) {}

  public TriggerParts(Needs needs) {
    scheduler = new Scheduler(needs.triggers(), needs.sink(), needs.clock());
    dispatcher =
        new Dispatcher(
            needs.triggers(),
            needs.firings(),
            needs.executions(),
            needs.identities(),
            new TriggerInputs(needs.expressions()),
            new Endings(needs.log()),
            needs.sink(),
            needs.clock());
    triggers =
        new Triggers(
            needs.triggers(),
            needs.firings(),
            new TriggerCheck(needs.workflows(), needs.expressions()),
            new HookSecrets(needs.secrets()),
            dispatcher,
            needs.audit(),
            needs.clock());
  }

  public TriggerService service() {
    return triggers;
  }

  /**
   * One round: raises what schedules owe, starts what is due.
   *
   * @return whether there may be more to do at once
   */
  public boolean round() {
    boolean more = scheduler.look();
    return dispatcher.dispatch() > 0 || more;
  }

  /** Does rounds on this node until it is closed. */
  public TriggerLoop run() {
    return new TriggerLoop(this::round, EVERY);
  }
}
