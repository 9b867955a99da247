package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Retry;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, and whether there is another. */
final class Attempts {

  private static final Duration LONGEST_POSTPONED = Duration.ofDays(1);

  /** More than the seconds that a version is on trial, and that taking it back takes. */
  private static final int MOST_SWAPS = 60;

  private final Decision decision;
  private final Failing failing;
  private final Waits waits;
  private final Asking asking;
  private final Places places;
  private final Children children;
  private final Planning planning;
  private final Fallbacks fallbacks;

  Attempts(
      Decision decision,
      Failing failing,
      Waits waits,
      Asking asking,
      Places places,
      Children children,
      Planning planning) {
    this.decision = decision;
    this.failing = failing;
    this.waits = waits;
    this.asking = asking;
    this.places = places;
    this.children = children;
    this.planning = planning;
    this.fallbacks = new Fallbacks(decision, failing);
  }

  void outcome(Command.Outcome outcome) {
    StepState step = decision.state().find(outcome.path());
    if (step == null
        || step.status() != StepState.Status.RUNNING
        || step.attempt() != outcome.attempt()
        || step.planned()
        || step.round() != outcome.round()) {
      return;
    }
    Command.Result result = outcome.result();
    boolean undoing = decision.state().status() == ExecutionStatus.COMPENSATING;
    boolean ending = undoing || decision.state().failing(outcome.path());
    if (result.place() != null && (!ending || Step.undoes(step.path()))) {
      places.queue(step, result.place());
      return;
    }
    if (undoing) {
      whileUndoing(step, result);
      return;
    }
    if (decision.state().failing(outcome.path())) {
      Scope scope = decision.scopeOf(step);
      whileUndoing(step, result);
      failing.endedIn(scope);
      return;
    }
    if (result.ask() != null) {
      asking.attemptAsks(step, result.ask(), result.calls());
      return;
    }
    Failure failure = result.failure();
    if (failure == null && step.step().work() instanceof Step.PlanWork work) {
      planning.answered(step, work, result, this);
      return;
    }
    if (failure == null) {
      decision.emit(
          new Event.StepCompleted(
              step.path(), step.attempt(), result.output(), result.limit(), result.calls()));
      decision.touch(decision.scopeOf(step));
      return;
    }
    failed(step, failure, result.retryHelps(), result.retryAfter(), result.calls());
  }

  /**
   * How what undoes a step went; or how a step went whose effect is to be undone then, or later. Of
   * others it is of no interest that they failed, unless they have a place that what undoes may
   * wait for.
   */
  private void whileUndoing(StepState step, Command.Result result) {
    Failure failure =
        result.ask() == null && result.place() == null
            ? result.failure()
            : new Failure("cancelled", "It does not go on: what it stands in is to be undone.");
    if (failure == null) {
      decision.emit(
          new Event.StepCompleted(
              step.path(), step.attempt(), result.output(), result.limit(), result.calls()));
    } else if (Step.undoes(step.path())) {
      failed(step, failure, result.retryHelps(), result.retryAfter(), result.calls());
    } else if (step.step().undo() != null || !step.places().isEmpty()) {
      failing.fail(step, failure, result.calls());
    }
  }

  /** The attempt failed: there is another, or the step has failed for good. */
  void failed(
      StepState step,
      Failure failure,
      boolean retryHelps,
      @Nullable Duration retryAfter,
      List<CallRecord> calls) {
    if (failure.category().equals(Failure.CIRCUIT_OPEN)) {
      postpone(step, failure, retryHelps ? retryAfter : null, calls);
      return;
    }
    if (failure.postpones() && retryAfter != null && postponed(step, failure, retryAfter, calls)) {
      return;
    }
    Retry retry = step.step().retry();
    int tries = step.attempt() - step.base() - step.postponed();
    Instant next =
        decision
            .now()
            .plus(BackOff.delay(retry, tries, decision.state().id() + step.path(), retryAfter));
    Instant end = TimeOuts.end(step);
    boolean again =
        retryHelps
            && tries < retry.attempts()
            && !retry.except().contains(failure.category())
            && (end == null || next.isBefore(end));
    if (again) {
      decision.emit(
          new Event.StepFailed(
              step.path(), step.attempt(), failure, next, calls, decision.cause()));
    } else {
      fallbacks.failed(step, failure, calls);
    }
  }

  /**
   * The attempt could not be made, since the other side does not answer: it is made later and does
   * not count, for a day at most. A step that says what follows its failure does not wait: that is
   * what it falls back to.
   */
  private void postpone(
      StepState step, Failure failure, @Nullable Duration wait, List<CallRecord> calls) {
    Instant end = TimeOuts.end(step);
    boolean waits =
        wait != null
            && (Step.undoes(step.path()) || !Failing.provided(decision.scopeOf(step), step))
            && step.step().fallback() == null
            && decision.now().isBefore(step.begunAt().plus(LONGEST_POSTPONED))
            && (end == null || decision.now().plus(wait).isBefore(end));
    if (waits) {
      Instant next = decision.now().plus(wait);
      decision.emit(
          new Event.StepFailed(
              step.path(), step.attempt(), failure, next, calls, decision.cause()));
    } else {
      fallbacks.failed(step, failure, calls);
    }
  }

  /**
   * What failed is the studio's own doing, a plugin that is being swapped: it is tried again
   * whatever the step says about failures. If that has come too often, or its time would be over,
   * it counts as any failure.
   */
  private boolean postponed(
      StepState step, Failure failure, Duration wait, List<CallRecord> calls) {
    Instant next = decision.now().plus(wait);
    Instant end = TimeOuts.end(step);
    boolean later = step.postponed() < MOST_SWAPS && (end == null || next.isBefore(end));
    if (later) {
      decision.emit(
          new Event.StepFailed(
              step.path(), step.attempt(), failure, next, calls, decision.cause()));
    }
    return later;
  }

  void timer(Command.Timer timer) {
    boolean undoing = decision.state().status() == ExecutionStatus.COMPENSATING;
    StepState step = decision.state().find(timer.path());
    if (undoing && !Step.undoes(timer.path()) || decision.state().failing(timer.path())) {
      return;
    }
    if (step != null && step.child() != null && step.attempt() == timer.attempt()) {
      Children.timedOut(step, this);
      return;
    }
    if (step == null
        || step.status() != StepState.Status.WAITING
        || step.attempt() != timer.attempt()
        || ofWhatItAsked(step)) {
      return;
    }
    if (Places.waits(step)) {
      places.timedOut(step);
    } else if (step.step().work() instanceof Step.WaitWork) {
      decision.emit(new Event.StepCompleted(step.path(), step.attempt(), null, null, List.of()));
      decision.touch(decision.scopeOf(step));
    } else if (step.step().work() instanceof Step.SignalWork) {
      waits.timedOut(step);
    } else if (step.approval() != null) {
      asking.timedOut(step);
    } else if (step.step().work() instanceof Step.WorkflowWork work) {
      startAgain(step, work);
    } else if (step.step().work() instanceof Step.PlanWork work) {
      planning.askAgain(step, work);
    } else {
      decision.emit(
          new Event.StepScheduled(step.path(), step.attempt() + 1, step.input(), decision.cause()));
    }
  }

  /**
   * Whether the timer may be of an approval that the attempt had asked for before it waited for a
   * place. Others are taken as they come: the clock of this node may be behind.
   */
  private boolean ofWhatItAsked(StepState step) {
    Instant due = step.due();
    return due == null
        || Places.waits(step) && !step.decided().isEmpty() && due.isAfter(decision.now());
  }

  private void startAgain(StepState step, Step.WorkflowWork work) {
    try {
      children.begin(decision.scopeOf(step), step, work, step.attempt() + 1);
    } catch (ExpressionException e) {
      failing.fail(step, new Failure("invalid-input", String.valueOf(e.getMessage())), List.of());
    }
  }
}
