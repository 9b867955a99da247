package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.Cone;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes a running execution back to a step: only what came of that step starts anew. */
final class Rollbacks {

  private final Decision decision;
  private final Waits waits;

  Rollbacks(Decision decision, Waits waits) {
    this.decision = decision;
    this.waits = waits;
  }

  void rollBack(Command.Rollback command) {
    ExecutionState state = decision.state();
    StepState step = state.find(command.path());
    if (state.status() != ExecutionStatus.RUNNING
        || state.rolledBack(command.rollbackId())
        || step == null
        || step.status() == StepState.Status.PENDING
        || state.failing(command.path())) {
      return;
    }
    if (Undoing.atWork(state, command.path()) != null) {
      return;
    }
    Set<String> cone = new Cone(state.workflow().body(), command.path(), state::plan).paths();
    List<String> begun = new ArrayList<>();
    for (String path : cone) {
      StepState one = state.find(path);
      if (one != null && one.status() != StepState.Status.PENDING) {
        begun.addFirst(path);
      }
    }
    decision.emit(
        new Event.RolledBack(
            command.path(),
            command.diagnosis(),
            command.by(),
            command.rollbackId(),
            step.output(),
            begun));
    decision.touch(decision.scopeOf(step));
    waits.offer();
  }
}
