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
  private final Hooks hooks;
  private final Messages messages;
  private final EndWatch ends;
  private final Needs needs;

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
    this.needs = needs;
    TriggerInputs inputs = new TriggerInputs(needs.expressions());
    HookSecrets secrets = new HookSecrets(needs.secrets());
    scheduler = new Scheduler(needs.triggers(), needs.sink(), needs.clock());
    dispatcher =
        new Dispatcher(
            needs.triggers(),
            needs.firings(),
            needs.executions(),
            needs.identities(),
            inputs,
            new Endings(needs.log()),
            needs.sink(),
            needs.clock());
    triggers =
        new Triggers(
            needs.triggers(),
            new Firings(needs.firings(), dispatcher, needs.audit(), needs.clock()),
            new TriggerCheck(needs.workflows(), needs.expressions()),
            secrets,
            needs.audit(),
            needs.clock());
    Arrivals arrivals = new Arrivals(needs.firings(), inputs, dispatcher, needs.clock());
    ends = new EndWatch(needs.log());
    hooks = new Hooks(needs.triggers(), secrets, arrivals, ends, needs.clock());
    messages = new Messages(needs.triggers(), needs.firings(), arrivals);
  }

  public TriggerService service() {
    return triggers;
  }

  public HookService hooks() {
    return hooks;
  }

  /** Wants to hear what this node's engine appends. */
  public EndWatch ends() {
    return ends;
  }

  /** Takes the messages of a queue. */
  public OutsideQueue.Receiver messages() {
    return messages;
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

  /** Does rounds on this node, and serves the queue, until it is closed. */
  public TriggerLoop run(OutsideQueue queue) {
    Replies replies = new Replies(needs.firings(), new Endings(needs.log()), queue, needs.clock());
    queue.serve(messages);
    // What waits for a queue of somebody else must not hold up schedules.
    return new TriggerLoop(EVERY, this::round, replies::send);
  }
}
