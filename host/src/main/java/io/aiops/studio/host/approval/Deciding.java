package io.aiops.studio.host.approval;

import io.aiops.studio.host.approval.ApprovalStore.Kept;
import io.aiops.studio.host.approval.ApprovalViews.State;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes decisions in. The first is written down before it is sent, so that it counts and is not
 * lost; the engine, which knows whether it still is asked, has the last word.
 */
final class Deciding {

  private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);
  private static final Duration LOST_AFTER = Duration.ofSeconds(5);
  private static final int MOST_REPAIRED = 200;

  private final ApprovalStore store;
  private final Consumer<Command> queue;
  private final Audit audit;
  private final Clock clock;

  Deciding(ApprovalStore store, Consumer<Command> queue, Audit audit, Clock clock) {
    this.store = store;
    this.queue = queue;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Makes it the one that counts.
   *
   * @return false if it does not wait any more
   */
  boolean claim(Caller caller, Kept kept, Command.Decide decision) {
    if (!store.claim(caller.workspaceId(), kept.summary().id(), decision, now())) {
      return false;
    }
    audit.record(
        caller,
        "approval." + decision.verdict().name().toLowerCase(Locale.ROOT),
        kept.summary().id().toString(),
        Map.of(
            "execution",
            kept.summary().executionId().toString(),
            "step",
            kept.summary().step(),
            "hash",
            kept.hash(),
            "by",
            decision.by()));
    send(decision);
    return true;
  }

  /** Whether it is the one that counts; sees to it that the engine hears of it then. */
  boolean counts(Caller caller, Kept kept, Command.Decide decision) {
    boolean counts =
        store
            .claimed(caller.workspaceId(), kept.summary().id())
            .filter(claimed -> Arrays.equals(Json.canonical(claimed), Json.canonical(decision)))
            .isPresent();
    if (counts && kept.summary().state() == State.DECIDING) {
      send(decision);
    }
    return counts;
  }

  /** It counts already: what cannot be sent now is sent by {@link #repair()}. */
  private void send(Command.Decide decision) {
    try {
      queue.accept(decision);
    } catch (UnavailableException e) {
      LOG.info(
          "What was decided about {} of {} is told to the engine once the broker answers: {}",
          decision.path(),
          decision.executionId(),
          e.getMessage());
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  int repair() {
    List<Command.Decide> lost = store.overdue(now().minus(LOST_AFTER), MOST_REPAIRED);
    lost.forEach(queue);
    return lost.size();
  }
}
