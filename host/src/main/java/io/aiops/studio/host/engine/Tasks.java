package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.Place;
import io.aiops.studio.host.execution.PlanBounds;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskApprovals;
import io.aiops.studio.host.taskqueue.TaskPlaces;
import io.aiops.studio.host.taskqueue.TaskWaits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the task of a step: all that a worker has to know. */
final class Tasks {

  /** Start to end of an attempt, for steps that say nothing. */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

  private Tasks() {}

  /**
   * @param again whether it was sent before
   */
  private record Sending(Instant at, boolean again) {}

  /**
   * @param now when it is sent
   * @param again whether it was sent before
   */
  static Task of(ExecutionState state, StepState step, Instant now, boolean again) {
    Sending sending = new Sending(now, again);
    Duration timeout = step.step().timeout();
    long millis = (timeout == null ? DEFAULT_TIMEOUT : timeout).toMillis();
    Instant end = TimeOuts.end(step);
    if (end != null) {
      millis = Math.clamp(Duration.between(sending.at(), end).toMillis(), 1, millis);
    }
    long bounded = millis;
    Step.Work asked = step.step().work();
    PlanBounds plan = null;
    if (asked instanceof Step.PlanWork work) {
      asked = work.planner();
      Scope scope = state.scope(step.path());
      plan = PlanBounds.of(scope == null ? state.root() : scope, work);
    }
    return switch (asked) {
      case Step.AgentWork w -> {
        Map<?, ?> input = step.input() instanceof Map<?, ?> map ? map : Map.of();
        yield new Task(
            state.id(),
            state.workspaceId(),
            step.path(),
            step.attempt(),
            w.kind(),
            w.agent(),
            String.valueOf(input.get("instruction")),
            input.get("input"),
            String.valueOf(input.get("model")),
            w.tools(),
            w.settings(),
            bounded,
            state.startedBy(),
            sending.at(),
            state.sequence(),
            sending.again(),
            waits(step),
            state.keyRoot(step.path()),
            new TaskApprovals(w.approve(), step.decided()),
            places(step),
            pool(state, step),
            state.priority(),
            resumes(step),
            step.resumes(),
            state.workflow().plugins(),
            plan);
      }
      case Step.ToolWork w -> plain(state, step, w.kind(), w.tool(), bounded, sending, plan);
      case Step.TransformWork w ->
          plain(state, step, w.kind(), w.expression(), bounded, sending, plan);
      case Step.SwitchWork w -> throw noTask(step);
      case Step.ForEachWork w -> throw noTask(step);
      case Step.WaitWork w -> throw noTask(step);
      case Step.SignalWork w -> throw noTask(step);
      case Step.ApprovalWork w -> throw noTask(step);
      case Step.WorkflowWork w -> throw noTask(step);
      case Step.PlanWork w -> throw noTask(step);
    };
  }

  private static Task plain(
      ExecutionState state,
      StepState step,
      String kind,
      String target,
      long millis,
      Sending sending,
      @Nullable PlanBounds plan) {
    @Nullable Object input = step.input();
    return new Task(
        state.id(),
        state.workspaceId(),
        step.path(),
        step.attempt(),
        kind,
        target,
        "",
        input,
        "",
        List.of(),
        Map.of(),
        millis,
        state.startedBy(),
        sending.at(),
        state.sequence(),
        sending.again(),
        waits(step),
        state.keyRoot(step.path()),
        TaskApprovals.NONE,
        places(step),
        pool(state, step),
        state.priority(),
        resumes(step),
        step.resumes(),
        state.workflow().plugins(),
        plan);
  }

  /** The attempt before, if it was the same work and was only interrupted. */
  private static int resumes(StepState step) {
    return step.resumes() == 0 ? 0 : step.attempt() - 1;
  }

  private static TaskWaits waits(StepState step) {
    Step.Timeouts timeouts = step.step().timeouts();
    Boolean undoable = step.step().undo() == null ? null : true;
    return timeouts.queue() == null && timeouts.heartbeat() == null && undoable == null
        ? TaskWaits.UNBOUNDED
        : new TaskWaits(timeouts.queue(), timeouts.heartbeat(), undoable);
  }

  private static TaskPlaces places(StepState step) {
    return step.admitted() == 0
        ? TaskPlaces.NONE
        : new TaskPlaces(
            step.places().stream().map(Place::connectionId).collect(Collectors.toSet()),
            step.admitted());
  }

  private static String pool(ExecutionState state, StepState step) {
    return state.workflow().queueing().poolOf(step.step());
  }

  private static IllegalStateException noTask(StepState step) {
    return new IllegalStateException(step.path() + " is a step without a task");
  }
}
