package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Command.TimeOut;
import io.aiops.studio.host.taskqueue.Command.TimeOut.Bound;
import io.aiops.studio.host.taskqueue.TaskQueue.Delayed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a task's time that the engine watches. What is over comes to the outcome that a
 * worker would have told, so that it is decided, recorded and replayed like one.
 */
final class TimeOuts {

  private TimeOuts() {}

  /** When a step that runs must have been taken, and must have ended; none if it declares none. */
  static List<Delayed> of(ExecutionState state, StepState step) {
    Step.Timeouts timeouts = step.step().timeouts();
    if (step.status() != StepState.Status.RUNNING
        || step.planned()
        || timeouts.equals(Step.Timeouts.NONE)) {
      return List.of();
    }
    List<Delayed> bounds = new ArrayList<>(2);
    Duration queue = timeouts.queue();
    if (queue != null && step.round() == 0) {
      bounds.add(
          new Delayed(
              new TimeOut(state.id(), step.path(), step.attempt(), Bound.QUEUE),
              step.since().plus(queue)));
    }
    Instant end = end(step);
    if (end != null) {
      bounds.add(
          new Delayed(new TimeOut(state.id(), step.path(), step.base() + 1, Bound.TOTAL), end));
    }
    return bounds;
  }

  /** When all attempts must be over; null if that is not bounded. */
  static @Nullable Instant end(StepState step) {
    Duration total = step.step().timeouts().total();
    return total == null ? null : step.begunAt().plus(total);
  }

  /**
   * What it comes to; empty if it is not over, or was in time.
   *
   * @param begun whether a worker has begun with the step's attempt
   */
  static Optional<Command.Outcome> outcome(
      ExecutionState state, TimeOut timeOut, Instant now, Predicate<StepState> begun) {
    StepState step = state.find(timeOut.path());
    if (step == null) {
      return Optional.empty();
    }
    boolean over =
        of(state, step).stream()
            .anyMatch(d -> d.command().equals(timeOut) && !d.due().isAfter(now));
    if (!over || timeOut.bound() == Bound.QUEUE && begun.test(step)) {
      return Optional.empty();
    }
    boolean total = timeOut.bound() == Bound.TOTAL;
    Step.Timeouts timeouts = step.step().timeouts();
    String message =
        total
            ? "The step did not end within its totalTimeout of " + timeouts.total()
            : "No worker began with it within its queueTimeout of " + timeouts.queue();
    return Optional.of(
        new Command.Outcome(
            state.id(),
            step.path(),
            step.attempt(),
            step.round(),
            Command.Result.failed(new Failure("timeout", message), !total, List.of())));
  }
}
