package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.taskqueue.Command;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plans that are rolled back, undone, and taken over. */
abstract class PlanAgainDecisions extends Planned {

  @Test
  void a_planned_step_is_rolled_back_with_what_came_of_it_and_the_plan_stays() {
    planned(
        PLANS,
        plan(
            """
            steps:
              - {id: a, kind: tool, tool: text/x}
              - {id: b, kind: tool, tool: text/x}
              - {id: c, kind: tool, tool: text/x}
            edges: [{from: a, to: b}]
            """));
    complete("plan[0]/a", 1, "wrong");
    drain();
    send(new Command.Rollback(ID, "plan[0]/a", "no", "ada", "r1"));
    expect("RolledBack plan[0]/a [plan[0]/b, plan[0]/a]", "StepScheduled plan[0]/a#2");
  }

  @Test
  void a_plan_that_is_rolled_back_is_made_anew_and_its_steps_are_new_attempts() {
    planned(
        PLANS,
        plan("steps: [{id: a, kind: tool, tool: text/x}, {id: b, kind: tool, tool: text/x}]"));
    drain();
    send(new Command.Rollback(ID, "plan", "too long", "ada", "r1"));
    expect("RolledBack plan [plan]", "StepScheduled plan#2");
    assertThat(((Event.StepScheduled) log.getLast()).input())
        .extracting("instruction")
        .asString()
        .contains("What is wrong with it: too long");
    complete("plan[0]/a", 1, "of the old plan");
    expect();
    complete("plan", 2, plan("steps: [{id: a, kind: agent, agent: echo}]"));
    expect("PlanAdopted plan#2 [a]", "StepScheduled plan[0]/a#2");
    complete("plan[0]/a", 2, "A");
    expect(
        "StepCompleted plan[0]/a",
        "StepCompleted plan",
        "StepScheduled after#1",
        "StepSkipped instead");
    assertThat(state.tally().stepsKnown()).isEqualTo(5);
    assertThat(state.tally().stepsDone()).isEqualTo(4);
  }

  @Test
  void what_planned_steps_did_is_undone() {
    planned(
        PLANS.replace("- {from: plan, to: instead, on: failure}", ""),
        plan(
            """
            steps:
              - id: a
                kind: tool
                tool: text/x
                undo: {kind: tool, tool: text/undo, input: {of: "{{ steps.a.output }}"}}
              - {id: b, kind: tool, tool: text/x}
            edges: [{from: a, to: b}]
            """));
    complete("plan[0]/a", 1, "A");
    drain();
    fail("plan[0]/b", 1, "denied", false);
    expect(
        "StepFailed plan[0]/b",
        "StepFailed plan",
        "CompensationStarted",
        "StepScheduled plan[0]/a~undo#1");
    complete("plan[0]/a~undo", 1, "gone");
    expect("StepCompleted plan[0]/a~undo", "ExecutionFailed");
  }

  @Test
  void a_retry_takes_over_the_plan_and_what_its_steps_came_to() {
    prepare(PLANS);
    Map<String, Object> plan =
        plan("steps: [{id: a, kind: tool, tool: text/x}, {id: b, kind: tool, tool: text/x}]");
    state.adopt(
        adoption(
            new Event.StepCompleted("before", 1, "B", null, List.of()),
            new Event.PlanAdopted("plan", 2, plan, false, List.of()),
            new Event.StepCompleted("plan[0]/a", 1, "A", null, List.of()),
            new Event.StepFailed(
                "plan[0]/b", 1, new Failure("denied", "no"), null, List.of(), "x")));
    send(new Command.Start(ID));
    expect(
        "ExecutionStarted",
        "StepAdopted before#1",
        "PlanAdopted plan#1 [a, b]",
        "StepAdopted plan[0]/a#1",
        "StepScheduled plan[0]/b#1");
  }

  @Test
  void a_retry_that_begins_at_the_plan_asks_for_one() {
    prepare(PLANS);
    state.adopt(
        adoption(
            "plan",
            new Event.StepCompleted("before", 1, "B", null, List.of()),
            new Event.PlanAdopted(
                "plan", 1, plan("steps: [{id: a, kind: tool, tool: text/x}]"), false, List.of()),
            new Event.StepCompleted("plan[0]/a", 1, "A", null, List.of())));
    send(new Command.Start(ID));
    expect("ExecutionStarted", "StepAdopted before#1", "StepScheduled plan#1");
  }

  @Test
  void a_plan_that_is_no_longer_allowed_is_not_taken_over() {
    prepare(PLANS);
    state.adopt(
        adoption(
            new Event.StepCompleted("before", 1, "B", null, List.of()),
            new Event.PlanAdopted(
                "plan", 1, plan("steps: [{id: a, kind: tool, tool: mail/send}]"), false, List.of()),
            new Event.StepCompleted("plan[0]/a", 1, "A", null, List.of())));
    send(new Command.Start(ID));
    expect("ExecutionStarted", "StepAdopted before#1", "StepScheduled plan#1");
  }
}
