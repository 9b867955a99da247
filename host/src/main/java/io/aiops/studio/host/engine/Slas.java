package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long an execution and its steps were promised to take at most. That it took longer is noted
 * once, when the engine looks at it or when it ends; nothing else comes of it.
 */
final class Slas {

  private Slas() {}

  /** When the execution should have ended; null if that is noted, or nothing was promised. */
  static @Nullable Instant due(ExecutionState state) {
    Duration sla = state.workflow().sla();
    Instant started = state.startedAt();
    return sla == null || started == null || state.slaBreached() ? null : started.plus(sla);
  }

  /**
   * When a step that has begun should have ended; null if that is noted, or nothing was promised.
   */
  static @Nullable Instant due(StepState step) {
    Duration sla = step.step().timeouts().sla();
    boolean open = step.status() != StepState.Status.PENDING && !step.status().terminal();
    return sla == null || !open || step.slaBreached() ? null : step.begunAt().plus(sla);
  }

  /** What has passed by now. */
  static List<Event> breached(ExecutionState state, Instant now) {
    List<Event> breached = new ArrayList<>(0);
    note(null, due(state), now, breached);
    Deadlines.open(state, step -> note(step.path(), due(step), now, breached));
    return breached;
  }

  /** What has passed before an event that would end the watch: it must not go unnoticed. */
  static List<Event> before(ExecutionState state, Event event, Instant now) {
    return ends(state, event, now) ? breached(state, now) : List.of();
  }

  private static boolean ends(ExecutionState state, Event event, Instant now) {
    return switch (event) {
      case Event.StepCompleted e -> passed(state.find(e.path()), now);
      case Event.StepFailed e -> e.nextAttemptAt() == null && passed(state.find(e.path()), now);
      case Event.ItemsCompleted e -> passed(state.find(e.path()), now);
      case Event.ExecutionCompleted e -> true;
      case Event.ExecutionFailed e -> true;
      case Event.ExecutionCancelled e -> true;
      default -> false;
    };
  }

  private static boolean passed(@Nullable StepState step, Instant now) {
    Instant due = step == null ? null : due(step);
    return due != null && !due.isAfter(now);
  }

  private static void note(
      @Nullable String path, @Nullable Instant due, Instant now, List<Event> into) {
    if (due != null && !due.isAfter(now)) {
      into.add(new Event.SlaBreached(path, due));
    }
  }
}
