package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Edge;
import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Items;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What follows when a step has failed for good: an edge, a stated output, or the end around it. */
final class Failing {

  private final Decision decision;

  Failing(Decision decision) {
    this.decision = decision;
  }

  /** The step has failed for good. */
  void fail(StepState step, Failure failure, List<CallRecord> calls) {
    decision.emit(
        new Event.StepFailed(
            step.path(),
            Math.max(step.base() + 1, step.attempt()),
            failure,
            null,
            calls,
            decision.cause()));
    if (decision.state().status() == ExecutionStatus.COMPENSATING) {
      return;
    }
    Scope scope = decision.scopeOf(step);
    if (scope.failing()) {
      return;
    }
    Step.OnFailure onFailure = step.step().onFailure();
    if (handles(scope, step)) {
      decision.touch(scope);
    } else if (onFailure.then() == Step.OnFailure.Then.CONTINUE) {
      goOn(step, scope, onFailure.output());
    } else {
      failAround(step, scope, failure);
    }
  }

  /** Whether the workflow says how to go on without the step's result. */
  static boolean provided(Scope scope, StepState step) {
    return handles(scope, step) || step.step().onFailure().then() == Step.OnFailure.Then.CONTINUE;
  }

  /** Whether an edge leads on from the failure. */
  static boolean handles(Scope scope, StepState step) {
    return scope.outgoing(step.step().id()).stream().anyMatch(edge -> edge.on() == Edge.On.FAILURE);
  }

  /** The step counts as completed with the output that was stated for this case. */
  private void goOn(StepState step, Scope scope, @Nullable Object stated) {
    try {
      Object output = decision.inputs().resolve(decision.state(), scope, stated);
      decision.emit(
          new Event.StepCompleted(
              step.path(), Math.max(step.base() + 1, step.attempt()), output, null, List.of()));
      decision.touch(scope);
    } catch (ExpressionException e) {
      failAround(step, scope, new Failure("invalid-input", "onFailure.output: " + e.getMessage()));
    }
  }

  /** Nothing handles the failure here: what the step stands in fails with it. */
  private void failAround(StepState step, Scope scope, Failure failure) {
    if (scope.owner() != null) {
      failItem(scope, scope.owner(), failure);
    } else {
      decision.emit(new Event.ExecutionFailed(step.path(), failure));
    }
  }

  /** The item fails, and the list with it once nothing at work in it may have to be undone. */
  void failItem(Scope scope, StepState list, Failure failure) {
    if (Undoing.inFlight(list)) {
      decision.emit(new Event.ItemFailed(list.path(), scope.index(), inItem(scope, failure)));
    } else {
      fail(list, inItem(scope, failure), List.of());
    }
  }

  /** A step in a list that fails has ended: perhaps it was the last that was waited for. */
  void endedIn(Scope scope) {
    for (Scope s = scope; s != null; s = s.parent()) {
      StepState list = s.owner();
      Items items = list == null ? null : list.items();
      if (list != null
          && items != null
          && items.failure() != null
          && !list.status().terminal()
          && !Undoing.inFlight(list)) {
        fail(list, items.failure(), List.of());
      }
    }
  }

  private static Failure inItem(Scope scope, Failure failure) {
    StepState owner = scope.owner();
    if (owner != null && owner.planned()) {
      return failure.said("In its plan: " + failure.message());
    }
    return failure.said(
        String.format(Locale.ROOT, "Item %d: %s", scope.index(), failure.message()));
  }
}
