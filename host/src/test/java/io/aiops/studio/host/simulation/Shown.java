package io.aiops.studio.host.simulation;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Approval;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Command;

/** Whether an execution's log shows what came of a command, or that nothing can. */
record Shown(ExecutionState state) {

  boolean of(Command command) {
    if (state.status().terminal()) {
      return true;
    }
    if (state.status() == ExecutionStatus.COMPENSATING) {
      return !(command instanceof Command.Outcome c)
          || !runs(c)
          || !Step.undoes(c.path()) && state.find(c.path()).step().undo() == null;
    }
    if (command instanceof Command.Outcome c && state.failing(c.path())) {
      return !runs(c) || state.find(c.path()).step().undo() == null;
    }
    return switch (command) {
      case Command.Granted c -> !state.queued();
      case Command.PlaceGranted c -> state.failing(c.path()) || !queues(c);
      case Command.Start c -> state.status() != ExecutionStatus.PENDING;
      case Command.Cancel c -> false;
      case Command.Signal c -> state.signals().knows(c.signalId());
      case Command.Outcome c -> !runs(c);
      case Command.Timer c ->
          state.failing(c.path())
              || !is(c.path(), c.attempt(), StepState.Status.WAITING)
              || asks(c.path())
              || !state.find(c.path()).places().isEmpty();
      case Command.Decide c -> {
        Approval open = state.approvals().get(c.path());
        yield open == null
            || state.find(c.path()).attempt() != c.attempt()
            || open.round() != c.round()
            || !open.hash().equals(c.hash());
      }
      case Command.Open c -> {
        StepState list = state.find(c.path());
        yield list == null
            || list.status() != StepState.Status.RUNNING
            || list.attempt() != c.attempt()
            || list.items().opened() != c.from()
            || list.items().failure() != null
            || state.failing(c.path());
      }
      default -> true;
    };
  }

  /** The very wait that it ends. */
  private boolean queues(Command.PlaceGranted granted) {
    StepState step = state.find(granted.path());
    return is(granted.path(), granted.attempt(), StepState.Status.WAITING)
        && step.admitted() == granted.round()
        && !step.places().isEmpty();
  }

  /** The very delivery of the attempt whose outcome it is. */
  private boolean runs(Command.Outcome outcome) {
    return is(outcome.path(), outcome.attempt(), StepState.Status.RUNNING)
        && !state.find(outcome.path()).planned()
        && state.find(outcome.path()).round() == outcome.round();
  }

  /** A task that asks a person; a step of its own that does gives up in time. */
  private boolean asks(String path) {
    StepState step = state.find(path);
    return state.approvals().containsKey(path)
        && !(step.step().work() instanceof Step.ApprovalWork);
  }

  private boolean is(String path, int attempt, StepState.Status status) {
    StepState step = state.find(path);
    return step != null && step.attempt() == attempt && step.status() == status;
  }
}
