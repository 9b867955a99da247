package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Edge;
import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Adoption;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Items;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the edges: which steps begin, which are skipped, and when a scope is done. */
final class Flow {

  private final Decision decision;
  private final Failing failing;
  private final Lists lists;
  private final Waits waits;
  private final Asking asking;
  private final Children children;
  private final Planning planning;

  Flow(
      Decision decision,
      Failing failing,
      Lists lists,
      Waits waits,
      Asking asking,
      Children children,
      Planning planning) {
    this.decision = decision;
    this.failing = failing;
    this.lists = lists;
    this.waits = waits;
    this.asking = asking;
    this.children = children;
    this.planning = planning;
  }

  /** Looks at what moved until nothing does. A queue, not recursion: a list may be long. */
  void settle() {
    for (Scope scope = decision.nextMoved(); scope != null; scope = decision.nextMoved()) {
      if (decision.state().status() == ExecutionStatus.RUNNING && alive(scope)) {
        advance(scope);
      }
    }
  }

  /** Begins every step that can begin; closes the scope once all have ended. */
  private void advance(Scope scope) {
    boolean any = false;
    for (StepState step : scope.steps()) {
      if (step.status() == StepState.Status.PENDING && ready(scope, step)) {
        any = true;
        if (active(scope, step)) {
          if (!adopted(scope, step)) {
            begin(scope, step);
          }
        } else {
          decision.emit(new Event.StepSkipped(step.path()));
        }
        if (decision.state().status() != ExecutionStatus.RUNNING || !alive(scope)) {
          return;
        }
      }
    }
    if (any) {
      decision.touch(scope);
    } else if (scope.finished()) {
      close(scope);
    }
  }

  /** False once the forEach step around the scope has ended or fails, or this item has ended. */
  private static boolean alive(Scope scope) {
    for (Scope s = scope; s != null; s = s.parent()) {
      StepState owner = s.owner();
      if (owner != null) {
        Items items = owner.items();
        if (owner.status().terminal()
            || items == null
            || items.failure() != null
            || items.open().get(s.index()) != s) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean ready(Scope scope, StepState step) {
    for (Edge edge : scope.incoming(step.step().id())) {
      StepState from = scope.step(edge.from());
      if (from != null && !from.status().terminal()) {
        return false;
      }
    }
    return true;
  }

  private static boolean active(Scope scope, StepState step) {
    List<Edge> incoming = scope.incoming(step.step().id());
    if (incoming.isEmpty()) {
      return true;
    }
    for (Edge edge : incoming) {
      StepState from = scope.step(edge.from());
      if (from != null && follows(edge, from)) {
        return true;
      }
    }
    return false;
  }

  private static boolean follows(Edge edge, StepState from) {
    return switch (edge.on()) {
      case FAILURE -> from.status() == StepState.Status.FAILED;
      case SUCCESS ->
          from.status() == StepState.Status.COMPLETED
              && (edge.when() == null || edge.when().equals(StepInputs.chosenCase(from)));
    };
  }

  /**
   * Takes over the result of the execution this one comes from. What costs nothing is decided
   * again; a failure is taken over only if something here handles it.
   */
  private boolean adopted(Scope scope, StepState step) {
    Adoption.Result result = decision.state().adoptable(scope, step.path());
    if (result == null
        || step.attempt() > 0
        || step.step().work() instanceof Step.SwitchWork
        || step.step().work() instanceof Step.ForEachWork
        || step.step().work() instanceof Step.PlanWork
        || (result.failure() != null && !Failing.handles(scope, step))) {
      return false;
    }
    decision.emit(
        new Event.StepAdopted(step.path(), result.attempt(), result.output(), result.failure()));
    return true;
  }

  private void begin(Scope scope, StepState step) {
    try {
      switch (step.step().work()) {
        case Step.AgentWork w ->
            schedule(step, decision.inputs().agent(decision.state(), scope, step, w));
        case Step.ToolWork w ->
            schedule(step, decision.inputs().resolve(decision.state(), scope, step, w.input()));
        case Step.TransformWork w ->
            schedule(step, decision.inputs().transform(decision.state(), scope, step, w));
        case Step.SwitchWork w ->
            decision.emit(
                new Event.StepCompleted(
                    step.path(),
                    step.base() + 1,
                    decision.inputs().choose(decision.state(), scope, w),
                    null,
                    List.of()));
        case Step.ForEachWork w ->
            lists.open(scope, step, decision.inputs().items(decision.state(), scope, w));
        case Step.WaitWork w ->
            decision.emit(
                new Event.StepWaiting(
                    step.path(),
                    step.base() + 1,
                    decision.inputs().until(decision.state(), scope, w, decision.now()),
                    decision.cause()));
        case Step.ApprovalWork w -> asking.begin(scope, step, w);
        case Step.SignalWork w -> waits.begin(scope, step, w);
        case Step.PlanWork w -> planning.begin(scope, step, w);
        case Step.WorkflowWork w -> children.begin(scope, step, w, step.base() + 1);
      }
    } catch (ExpressionException e) {
      failing.fail(step, new Failure("invalid-input", String.valueOf(e.getMessage())), List.of());
    }
  }

  private void schedule(StepState step, @Nullable Object input) {
    decision.emit(new Event.StepScheduled(step.path(), step.base() + 1, input, decision.cause()));
  }

  private void close(Scope scope) {
    StepState owner = scope.owner();
    Scope around = scope.parent();
    try {
      if (owner == null || around == null) {
        decision.emit(
            new Event.ExecutionCompleted(
                decision
                    .inputs()
                    .output(decision.state(), scope, decision.state().workflow().output())));
      } else if (owner.step().work() instanceof Step.PlanWork plan) {
        planning.done(
            around, owner, decision.inputs().output(decision.state(), scope, plan.output()));
      } else {
        Step.ForEachWork work = (Step.ForEachWork) owner.step().work();
        lists.done(
            around,
            owner,
            scope.index(),
            decision.inputs().output(decision.state(), scope, work.output()));
      }
    } catch (ExpressionException e) {
      Failure failure = new Failure("invalid-input", "output: " + e.getMessage());
      if (owner == null) {
        decision.emit(new Event.ExecutionFailed(null, failure));
      } else {
        failing.failItem(scope, owner, failure);
      }
    }
  }
}
