package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which command an event must have come from: an event that is first in its decision tells. */
final class Cause {

  private Cause() {}

  /**
   * @param state before the event
   * @param next the event after it; null if it is the last
   * @throws IllegalStateException if no command leads to such an event there
   */
  static Command of(ExecutionState state, Event event, Instant at, @Nullable Event next) {
    Command opening = opening(state, event);
    return opening != null ? opening : from(state, event, at, next);
  }

  /** What an event about an item that has not begun comes from; null if it is about none. */
  private static @Nullable Command opening(ExecutionState state, Event event) {
    String path = begins(event);
    int item = path == null ? -1 : path.lastIndexOf("]/");
    if (path == null || item < 0) {
      return null;
    }
    int bracket = path.lastIndexOf('[', item);
    StepState list = state.find(path.substring(0, bracket));
    if (list == null || !Lists.more(state, list)) {
      return null;
    }
    int index = Integer.parseInt(path.substring(bracket + 1, item));
    return list.openItems().opened() == index ? Lists.next(state, list) : null;
  }

  /** The step that the event may be the first of; null if it begins none. */
  private static @Nullable String begins(Event event) {
    return switch (event) {
      case Event.StepScheduled e -> e.path();
      case Event.StepWaiting e -> e.path();
      case Event.StepCompleted e -> e.path();
      case Event.StepFailed e -> e.path();
      case Event.SignalAwaited e -> e.path();
      case Event.SignalTaken e -> e.path();
      case Event.ApprovalRequested e -> e.path();
      case Event.ChildStarted e -> e.path();
      case Event.ItemsOpened e -> e.path();
      default -> null;
    };
  }

  private static Command from(ExecutionState state, Event event, Instant at, @Nullable Event next) {
    return switch (event) {
      // What is cancelled before it began has both events from one command, and no step's between.
      case Event.ExecutionStarted e ->
          switch (next) {
            case Event.ExecutionCancelled cancelled ->
                new Command.Cancel(state.id(), cancelled.by());
            case Event.SignalReceived signal -> signal(state, signal);
            case null, default -> new Command.Start(state.id());
          };
      case Event.ExecutionAdmitted e -> new Command.Granted(state.id());
      case Event.SignalReceived e -> signal(state, e);
      case Event.FallbackTaken e ->
          outcome(
              state, e.path(), e.attempt(), Command.Result.failed(e.failure(), false, e.calls()));
      case Event.StepQueued e ->
          outcome(state, e.path(), e.attempt(), Command.Result.queues(e.places().getLast()));
      case Event.StepAdmitted e ->
          new Command.PlaceGranted(state.id(), e.path(), e.attempt(), e.round());
      case Event.ApprovalRequested e ->
          outcome(state, e.path(), e.attempt(), Command.Result.asks(e.ask(), e.calls()));
      case Event.ApprovalDecided e ->
          new Command.Decide(
              state.id(),
              e.path(),
              e.attempt(),
              e.round(),
              e.hash(),
              e.verdict(),
              e.details(),
              e.comment(),
              e.by());
      case Event.ApprovalDelegated e ->
          new Command.Delegate(
              state.id(),
              e.path(),
              e.attempt(),
              e.round(),
              e.assignees().getFirst(),
              e.comment(),
              e.by(),
              e.delegationId());
      case Event.ApprovalEscalated e ->
          new Command.Escalate(state.id(), e.path(), e.attempt(), e.round());
      case Event.SlaBreached e -> new Command.Look(state.id());
      case Event.ExecutionCancelled e -> new Command.Cancel(state.id(), e.by());
      case Event.CompensationStarted e when e.cancelledBy() != null ->
          new Command.Cancel(state.id(), e.cancelledBy());
      case Event.RolledBack e ->
          new Command.Rollback(state.id(), e.path(), e.diagnosis(), e.by(), e.rollbackId());
      case Event.ChildStarted e -> new Command.Timer(state.id(), e.path(), e.attempt() - 1);
      case Event.StepScheduled e -> new Command.Timer(state.id(), e.path(), e.attempt() - 1);
      case Event.StepCompleted e -> {
        yield waits(state, e.path())
            ? new Command.Timer(state.id(), e.path(), e.attempt())
            : outcome(
                state,
                e.path(),
                e.attempt(),
                new Command.Result(e.output(), null, false, null, e.limit(), e.calls()));
      }
      case Event.PlanAdopted e ->
          outcome(state, e.path(), e.attempt(), Command.Result.completed(e.plan(), e.calls()));
      case Event.StepFailed e
          when waits(state, e.path()) || e.cause().equals(e.path() + "@" + e.attempt()) ->
          new Command.Timer(state.id(), e.path(), e.attempt());
      case Event.StepFailed e -> {
        Instant again = e.nextAttemptAt();
        Duration asked = again == null ? null : Duration.between(at, again);
        yield outcome(
            state,
            e.path(),
            e.attempt(),
            new Command.Result(null, e.failure(), again != null, asked, null, e.calls()));
      }
      default -> throw new IllegalStateException("no command leads to a " + event.getClass());
    };
  }

  private static boolean waits(ExecutionState state, String path) {
    StepState step = state.find(path);
    return step != null && step.status() == StepState.Status.WAITING;
  }

  private static Command signal(ExecutionState state, Event.SignalReceived e) {
    return new Command.Signal(state.id(), e.name(), e.payload(), e.signalId(), e.by());
  }

  private static Command outcome(
      ExecutionState state, String path, int attempt, Command.Result result) {
    StepState step = state.find(path);
    int round = step == null ? 0 : step.round();
    return new Command.Outcome(state.id(), path, attempt, round, result);
  }
}
