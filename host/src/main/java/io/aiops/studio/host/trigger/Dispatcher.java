package io.aiops.studio.host.trigger;

import io.aiops.studio.host.engine.ExecutionService;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.engine.ExecutionService.Started;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.trigger.FiringStore.Open;
import io.aiops.studio.host.trigger.TriggerStore.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what firings owe. The execution's idempotency key is the firing's: two nodes, or a second
 * try after a crash, start one execution.
 */
final class Dispatcher {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  /** How long a firing is left to who took it: longer than it takes, shorter than people wait. */
  static final Duration LEASE = Duration.ofSeconds(30);

  /** A chain of completions longer than this runs in a circle. */
  static final int DEEPEST = 16;

  private static final int BATCH = 50;
  private static final int GIVE_UP_AFTER = 8;

  private final TriggerStore triggers;
  private final FiringStore firings;
  private final ExecutionService executions;
  private final Identities identities;
  private final TriggerInputs inputs;
  private final Endings endings;
  private final FiringSink sink;
  private final Clock clock;

  Dispatcher(
      TriggerStore triggers,
      FiringStore firings,
      ExecutionService executions,
      Identities identities,
      TriggerInputs inputs,
      Endings endings,
      FiringSink sink,
      Clock clock) {
    this.triggers = triggers;
    this.firings = firings;
    this.executions = executions;
    this.identities = identities;
    this.inputs = inputs;
    this.endings = endings;
    this.sink = sink;
    this.clock = clock;
  }

  /**
   * Starts what is due.
   *
   * @return how many firings it took; 0 when there is nothing to do
   */
  int dispatch() {
    int taken = 0;
    for (Open open : firings.take(clock.instant(), LEASE, BATCH)) {
      taken++;
      try {
        start(open);
      } catch (InvalidException | NotFoundException | ConflictException | AccessDeniedException e) {
        LOG.warn("{} did not start: {}", open.key(), e.getMessage());
      } catch (UnavailableException e) {
        throw e;
      } catch (RuntimeException e) {
        retry(open, e);
      }
    }
    return taken;
  }

  private void retry(Open open, RuntimeException e) {
    if (open.tries() < GIVE_UP_AFTER) {
      LOG.error("{} did not start and is tried again in {}", open.key(), LEASE, e);
      return;
    }
    LOG.error("{} did not start {} times and is given up", open.key(), open.tries(), e);
    fail(open, "The studio failed " + open.tries() + " times to start it; its log tells why.");
  }

  /**
   * Starts one firing.
   *
   * @return null if it was skipped: its trigger was switched off or removed
   * @throws InvalidException and its like if it can never start as it is; that is recorded
   * @throws UnavailableException if a part is away; it comes again by itself
   */
  @Nullable Started start(Open open) {
    Stored stored =
        triggers
            .find(open.triggerId())
            .filter(found -> found.trigger().enabled() || open.userId() != null)
            .orElse(null);
    if (stored == null) {
      firings.ended(
          open.firing().id(),
          Firing.Status.SKIPPED,
          "The trigger was switched off or removed before it could fire.");
      sink.fired(open.firing().cause(), "skipped", 1);
      return null;
    }
    try {
      Started started = executions.start(caller(open, stored), request(open, stored.trigger()));
      firings.started(open.firing().id(), started.executionId());
      sink.fired(open.firing().cause(), "started", 1);
      return started;
    } catch (InvalidException | NotFoundException | ConflictException | AccessDeniedException e) {
      fail(open, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private void fail(Open open, String reason) {
    firings.ended(open.firing().id(), Firing.Status.FAILED, reason);
    sink.fired(open.firing().cause(), "failed", 1);
  }

  private Caller caller(Open open, Stored stored) {
    UUID userId = open.userId() == null ? stored.userId() : open.userId();
    return identities
        .standing(userId, stored.workspaceId())
        .filter(caller -> caller.workspaceId().equals(stored.workspaceId()))
        .filter(caller -> caller.may(Permission.RUN))
        .orElseThrow(() ->
            new InvalidException(
                "actsAs",
                "the trigger acts as '"
                    + stored.trigger().actsAs()
                    + "', who may not run workflows in this workspace now; somebody who may must"
                    + " save it again"));
  }

  private StartRequest request(Open open, Trigger trigger) {
    if (open.firing().depth() > DEEPEST) {
      throw new InvalidException(
          "depth",
          "the end of one execution led to the next "
              + open.firing().depth()
              + " times, which looks like a circle; at most "
              + DEEPEST
              + " are allowed, and the chain ends here");
    }
    Map<String, @Nullable Object> known = open.inputs();
    return new StartRequest(
        trigger.workflow(),
        trigger.version(),
        known == null ? firings.pin(open.firing().id(), make(open, trigger)) : known,
        open.key());
  }

  private Map<String, @Nullable Object> make(Open open, Trigger trigger) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("cause", open.firing().cause().name());
    event.put("raisedAt", open.firing().raisedAt().toString());
    // By hand, now is the time it stands for: inputs that name it work then too.
    Instant scheduledAt = open.firing().scheduledAt();
    event.put(
        "scheduledAt", (scheduledAt == null ? open.firing().raisedAt() : scheduledAt).toString());
    if (open.sourceId() == null) {
      return inputs.of(trigger, event, null);
    }
    Map<String, @Nullable Object> ended = endings.of(open.sourceId());
    event.put("execution", ended);
    return inputs.of(trigger, event, ended.get("output"));
  }
}
