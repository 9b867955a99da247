package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.Signals;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Duration;
import java.util.List;

/** Steps that wait for a signal: each takes the oldest of its name, whichever came first. */
final class Waits {

  private final Decision decision;
  private final Failing failing;

  Waits(Decision decision, Failing failing) {
    this.decision = decision;
    this.failing = failing;
  }

  /** A step begins to wait, or goes on at once with what was kept for it. */
  void begin(Scope scope, StepState step, Step.SignalWork work) {
    String name = decision.inputs().signalName(decision.state(), scope, work);
    Signals.Kept kept = decision.state().signals().first(name);
    if (kept != null) {
      take(step, step.base() + 1, kept);
      return;
    }
    Duration patience = step.step().timeout();
    decision.emit(
        new Event.SignalAwaited(
            step.path(),
            step.base() + 1,
            name,
            patience == null ? null : decision.now().plus(patience),
            decision.cause()));
  }

  void signal(Command.Signal signal) {
    Signals signals = decision.state().signals();
    if (signals.knows(signal.signalId())) {
      return;
    }
    decision.emit(
        new Event.SignalReceived(signal.signalId(), signal.name(), signal.payload(), signal.by()));
    offer(signal.name());
  }

  /** Signals are there again that steps had taken: who waits for one has it. */
  void offer() {
    for (Signals.Kept kept : decision.state().signals().kept()) {
      offer(kept.name());
    }
  }

  /** The oldest of that name goes to who has waited longest. */
  private void offer(String name) {
    Signals signals = decision.state().signals();
    for (String path : signals.waiting(name)) {
      StepState step = decision.state().find(path);
      Signals.Kept kept = signals.first(name);
      if (kept != null
          && step != null
          && step.status() == StepState.Status.WAITING
          && !decision.state().failing(path)) {
        take(step, step.attempt(), kept);
        return;
      }
    }
  }

  private void take(StepState step, int attempt, Signals.Kept kept) {
    decision.emit(new Event.SignalTaken(step.path(), attempt, kept.signalId()));
    decision.emit(new Event.StepCompleted(step.path(), attempt, kept.payload(), null, List.of()));
    decision.touch(decision.scopeOf(step));
  }

  /** Its patience is over. */
  void timedOut(StepState step) {
    failing.fail(
        step,
        new Failure("timeout", "The signal did not come within " + step.step().timeout()),
        List.of());
  }
}
