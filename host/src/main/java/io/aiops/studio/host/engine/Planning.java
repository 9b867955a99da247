package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Plan;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.PlanBounds;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Command;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Steps whose steps are planned: a planner is asked, and what it gives is part of the execution
 * from then on, if it may be.
 */
final class Planning {

  private final Decision decision;
  private final Failing failing;

  Planning(Decision decision, Failing failing) {
    this.decision = decision;
    this.failing = failing;
  }

  /**
   * Asks for a plan, or takes over the one there was, unless another version of the workflow no
   * longer allows it.
   *
   * @throws ExpressionException if what the planner gets cannot be evaluated
   */
  void begin(Scope scope, StepState step, Step.PlanWork work) {
    Map<String, @Nullable Object> known = decision.state().adoptablePlan(scope, step.path());
    if (known != null && read(scope, step, work, known).problems().isEmpty()) {
      adopt(
          scope, step, new Event.PlanAdopted(step.path(), step.base() + 1, known, true, List.of()));
    } else {
      ask(scope, step, work, step.base() + 1);
    }
  }

  private void ask(Scope scope, StepState step, Step.PlanWork work, int attempt) {
    Object input = decision.inputs().planner(decision.state(), scope, step, work);
    decision.emit(new Event.StepScheduled(step.path(), attempt, input, decision.cause()));
  }

  /** A planner that gave nothing usable is told what was wrong. */
  void askAgain(StepState step, Step.PlanWork work) {
    Failure last = step.failure();
    if (last == null || !last.category().equals(Plan.INVALID)) {
      decision.emit(
          new Event.StepScheduled(step.path(), step.attempt() + 1, step.input(), decision.cause()));
      return;
    }
    try {
      ask(decision.scopeOf(step), step, work, step.attempt() + 1);
    } catch (ExpressionException e) {
      failing.fail(step, new Failure("invalid-input", String.valueOf(e.getMessage())), List.of());
    }
  }

  /** The planner answered. */
  void answered(StepState step, Step.PlanWork work, Command.Result result, Attempts attempts) {
    Scope scope = decision.scopeOf(step);
    Plan plan = read(scope, step, work, result.output());
    if (!plan.problems().isEmpty()) {
      attempts.failed(
          step,
          new Failure(Plan.INVALID, Plan.told(plan.problems())),
          !(work.planner() instanceof Step.TransformWork),
          null,
          result.calls());
      return;
    }
    adopt(
        scope,
        step,
        new Event.PlanAdopted(step.path(), step.attempt(), plan.text(), false, result.calls()));
  }

  private static Plan read(
      Scope scope, StepState step, Step.PlanWork work, @Nullable Object output) {
    return Plan.read(output, work.allow(), PlanBounds.depth(scope), step.step().pool());
  }

  private void adopt(Scope around, StepState step, Event.PlanAdopted event) {
    decision.emit(event);
    decision.touch(decision.state().open(around, step, 0));
  }

  /** All of it has ended: the step has what it came to. */
  void done(Scope around, StepState step, @Nullable Object output) {
    decision.emit(new Event.StepCompleted(step.path(), step.attempt(), output, null, List.of()));
    decision.touch(around);
  }
}
