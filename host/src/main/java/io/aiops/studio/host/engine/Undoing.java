package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Cone;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Items;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.execution.Undos;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Undoes what completed steps did before the execution fails or is cancelled: one after the other,
 * the last that completed first.
 */
final class Undoing {

  private final Decision decision;

  Undoing(Decision decision) {
    this.decision = decision;
  }

  /** The event itself; or, of an end before which something is to be undone, the start of that. */
  static Event putOff(ExecutionState state, Event event) {
    if (state.status() != ExecutionStatus.RUNNING) {
      return event;
    }
    return switch (event) {
      case Event.ExecutionFailed e when owes(state) ->
          new Event.CompensationStarted(e.path(), e.failure(), null);
      case Event.ExecutionCancelled e when owes(state) ->
          new Event.CompensationStarted(null, null, e.by());
      default -> event;
    };
  }

  private static boolean owes(ExecutionState state) {
    return state.undos().owes() || inFlight(state.root());
  }

  /** Whether a step may yet have an effect that is to be undone: how it ends is waited for. */
  private static boolean inFlight(Scope scope) {
    for (StepState step : scope.steps()) {
      if (inFlight(step)) {
        return true;
      }
    }
    return false;
  }

  static boolean inFlight(StepState step) {
    Items items = step.items();
    return step.status() == StepState.Status.RUNNING
        && (step.step().undo() != null
            || items != null && items.open().values().stream().anyMatch(Undoing::inFlight));
  }

  /**
   * The step, or one that came after it, that is at work and whose effect is to be undone if the
   * execution ends badly: what it comes to must be known for that. Null if there is none.
   */
  static @Nullable String atWork(ExecutionState state, String path) {
    for (String one : new Cone(state.workflow().body(), path, state::plan).paths()) {
      StepState step = state.find(one);
      if (step != null && inFlight(step)) {
        return one;
      }
    }
    return null;
  }

  /**
   * The scope of the step, if it can be undone. What had failed and goes on with a stated output
   * did not complete.
   */
  static @Nullable Scope undoable(ExecutionState state, Event.StepCompleted event) {
    StepState step = state.find(event.path());
    return step != null && step.step().undo() != null && step.status() != StepState.Status.FAILED
        ? state.scope(event.path())
        : null;
  }

  /** After the step completed: what undoing it would take. */
  static Event.UndoRecorded recorded(Decision decision, Scope scope, Event.StepCompleted event) {
    StepState step = decision.state().find(event.path());
    Step undo = step == null ? null : step.step().undo();
    if (step == null || undo == null) {
      throw new IllegalStateException(event.path() + " is a step that nothing undoes");
    }
    try {
      Object input =
          switch (undo.work()) {
            case Step.AgentWork w -> decision.inputs().agent(decision.state(), scope, step, w);
            case Step.ToolWork w ->
                decision.inputs().resolve(decision.state(), scope, step, w.input());
            default -> throw new IllegalStateException(undo.id() + " is neither agent nor tool");
          };
      return new Event.UndoRecorded(event.path(), event.attempt(), input, null);
    } catch (ExpressionException e) {
      return new Event.UndoRecorded(
          event.path(),
          event.attempt(),
          null,
          new Failure("invalid-input", String.valueOf(e.getMessage())));
    }
  }

  /** Goes on with what is undone next; once nothing is left, ends the execution. */
  void next() {
    ExecutionState state = decision.state();
    while (state.status() == ExecutionStatus.COMPENSATING) {
      StepState current = state.undos().current();
      if (current != null && !current.status().terminal()) {
        return;
      }
      if (state.undos().owes()) {
        if (builtOn(state, state.undos().owed())) {
          return;
        }
        begin(state.undos());
      } else if (inFlight(state.root())) {
        return;
      } else {
        end(state.undos());
      }
    }
  }

  /**
   * Whether a step is at work that came after the one to be undone: it is undone before. Of what
   * stood in a list or a plan that is done, after that.
   */
  private static boolean builtOn(ExecutionState state, String path) {
    if (!inFlight(state.root())) {
      return false;
    }
    int outer = path.indexOf('[');
    boolean open = outer < 0 || state.find(path) != null;
    return atWork(state, open ? path : path.substring(0, outer)) != null;
  }

  private void begin(Undos undos) {
    String path = undos.next();
    int attempt = undos.nextAttempt();
    Failure failure = undos.nextFailure();
    decision.emit(
        failure == null
            ? new Event.StepScheduled(path, attempt, undos.nextInput(), decision.cause())
            : new Event.StepFailed(path, attempt, failure, null, List.of(), decision.cause()));
  }

  private void end(Undos undos) {
    Event.CompensationStarted reason = undos.reason();
    if (reason == null) {
      throw new IllegalStateException("It ends without having begun to");
    }
    String by = reason.cancelledBy();
    Failure failure = reason.failure();
    if (undos.failed() > 0) {
      String why = failure == null ? "Cancelled by " + by + "." : failure.message();
      decision.emit(
          new Event.ExecutionFailed(
              reason.path(),
              new Failure(
                  "compensation-failed",
                  "%s %d of %d steps could not be undone; %s"
                      .formatted(why, undos.failed(), undos.all(), undos.problem()))));
    } else if (by != null) {
      decision.emit(new Event.ExecutionCancelled(by));
    } else if (failure != null) {
      decision.emit(new Event.ExecutionFailed(reason.path(), failure));
    }
  }
}
