package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Instant;
import java.util.List;

/** How an attempt ended, and whether there is another. */
final class Attempts {

  private final Decision decision;
  private final Failing failing;
  private final Waits waits;
  private final Asking asking;

  Attempts(Decision decision, Failing failing, Waits waits, Asking asking) {
    this.decision = decision;
    this.failing = failing;
    this.waits = waits;
    this.asking = asking;
  }

  void outcome(Command.Outcome outcome) {
    StepState step = decision.state().find(outcome.path());
    if (step == null
        || step.status() != StepState.Status.RUNNING
        || step.attempt() != outcome.attempt()
        || step.decided().size() != outcome.round()) {
      return;
    }
    Command.Result result = outcome.result();
    if (result.ask() != null) {
      asking.attemptAsks(step, result.ask(), result.calls());
      return;
    }
    Failure failure = result.failure();
    if (failure == null) {
      decision.emit(
          new Event.StepCompleted(
              step.path(), step.attempt(), result.output(), result.limit(), result.calls()));
      decision.touch(decision.scopeOf(step));
      return;
    }
    Step.Retry retry = step.step().retry();
    Instant next =
        decision
            .now()
            .plus(
                BackOff.delay(
                    retry,
                    step.attempt() - step.base(),
                    decision.state().id() + step.path(),
                    result.retryAfter()));
    Instant end = TimeOuts.end(step);
    boolean again =
        result.retryHelps()
            && step.attempt() - step.base() < retry.attempts()
            && !retry.except().contains(failure.category())
            && (end == null || next.isBefore(end));
    if (again) {
      decision.emit(
          new Event.StepFailed(
              step.path(), step.attempt(), failure, next, result.calls(), decision.cause()));
    } else {
      failing.fail(step, failure, result.calls());
    }
  }

  void timer(Command.Timer timer) {
    StepState step = decision.state().find(timer.path());
    if (step == null
        || step.status() != StepState.Status.WAITING
        || step.attempt() != timer.attempt()) {
      return;
    }
    if (step.step().work() instanceof Step.WaitWork) {
      decision.emit(new Event.StepCompleted(step.path(), step.attempt(), null, null, List.of()));
      decision.touch(decision.scopeOf(step));
    } else if (step.step().work() instanceof Step.SignalWork) {
      waits.timedOut(step);
    } else if (step.step().work() instanceof Step.ApprovalWork) {
      asking.timedOut(step);
    } else if (step.approval() == null) {
      decision.emit(
          new Event.StepScheduled(step.path(), step.attempt() + 1, step.input(), decision.cause()));
    }
  }
}
