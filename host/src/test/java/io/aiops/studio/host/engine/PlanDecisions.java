package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.taskqueue.Command;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plans that are given, refused, and run. */
abstract class PlanDecisions extends Planned {

  @Test
  void a_plan_is_part_of_the_execution_once_it_is_given() {
    start(PLANS);
    complete("before", 1, "B");
    expect(
        "ExecutionStarted",
        "StepScheduled before#1",
        "StepCompleted before",
        "StepScheduled plan#1");
    assertThat(((Event.StepScheduled) log.getLast()).input())
        .isEqualTo(Map.of("instruction", "Plan for Ada.", "input", Map.of(), "model", ""));
    complete(
        "plan",
        1,
        """
        ```json
        {"steps": [
          {"id": "look", "kind": "tool", "tool": "text/x", "input": {"of": "{{ steps.before.output }}"}},
          {"id": "say", "kind": "agent", "agent": "echo", "instruction": "{{ steps.look.output }}"}],
         "edges": [{"from": "look", "to": "say"}]}
        ```
        """);
    expect("PlanAdopted plan#1 [look, say]", "StepScheduled plan[0]/look#1");
    assertThat(((Event.StepScheduled) log.getLast()).input()).isEqualTo(Map.of("of", "B"));
    complete("plan", 1, "of another worker: too late");
    fail("plan", 1, "timeout", true);
    expect();
    assertThat(state.tally().stepsKnown()).isEqualTo(6);
    complete("plan[0]/look", 1, "seen");
    complete("plan[0]/say", 1, "said");
    expect(
        "StepCompleted plan[0]/look",
        "StepScheduled plan[0]/say#1",
        "StepCompleted plan[0]/say",
        "StepCompleted plan",
        "StepScheduled after#1",
        "StepSkipped instead");
    assertThat(state.find("plan").output()).isEqualTo("said");
    complete("after", 1, "end");
    assertThat(state.status()).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(state.tally().stepsDone()).isEqualTo(6);
  }

  @Test
  void a_plan_that_cannot_be_used_is_asked_for_again_with_what_is_wrong_with_it() {
    planned(
        PLANS,
        Map.of(
            "steps",
            List.of(
                Map.of("id", "a", "kind", "tool", "tool", "mail/send"),
                Map.of("id", "b", "kind", "agent", "agent", "root", "model", "big"),
                Map.of("id", "c", "kind", "workflow", "workflow", "other"),
                Map.of("id", "d", "kind", "transform", "expression", "1", "pool", "gpu")),
            "edges",
            List.of(Map.of("from", "a", "to", "z"))));
    expect("StepFailed plan again");
    Failure failure = state.find("plan").failure();
    assertThat(failure.category()).isEqualTo("invalid-plan");
    assertThat(failure.message())
        .contains(
            "steps[0].tool: is 'mail/send', which this plan may not use; allowed tools are [text/*]",
            "steps[1].agent: is 'root', which this plan may not use; allowed agents are [echo]",
            "steps[1].model: is 'big', which this plan may not use; allowed models are []",
            "steps[2].workflow: is 'other', which this plan may not use",
            "steps[3].pool: is not for a plan",
            "edges[0].to: is 'z', which is no step here");
    send(new Command.Timer(ID, "plan", 1));
    expect("StepScheduled plan#2");
    assertThat(((Event.StepScheduled) log.getLast()).input())
        .extracting("instruction")
        .asString()
        .startsWith("Plan for Ada.\n\nYou were asked before.")
        .contains("steps[0].tool: is 'mail/send'");
    complete("plan", 2, "I cannot plan today.");
    expect("StepFailed plan", "StepSkipped after", "StepScheduled instead#1");
    assertThat(state.find("plan").failure().message())
        .isEqualTo(
            "The plan cannot be used: it is 'I cannot plan today.'; expected an object with steps"
                + " and edges");
  }

  @Test
  void what_is_done_instead_of_a_planned_step_must_be_allowed_too() {
    planned(
        PLANS,
        Map.of(
            "steps",
            List.of(
                Map.of(
                    "id",
                    "a",
                    "kind",
                    "tool",
                    "tool",
                    "text/x",
                    "fallback",
                    Map.of("kind", "tool", "tool", "mail/send")),
                Map.of(
                    "id",
                    "b",
                    "kind",
                    "agent",
                    "agent",
                    "echo",
                    "fallback",
                    Map.of("model", "big")))));
    expect("StepFailed plan again");
    assertThat(state.find("plan").failure().message())
        .contains(
            "steps[0].fallback.tool: is 'mail/send', which this plan may not use",
            "steps[1].fallback.model: is 'big', which this plan may not use");
  }

  @Test
  void a_planner_that_could_not_be_reached_is_asked_the_same_again() {
    start(PLANS);
    complete("before", 1, "B");
    Object input = ((Event.StepScheduled) log.getLast()).input();
    fail("plan", 1, "unavailable", true);
    send(new Command.Timer(ID, "plan", 1));
    assertThat(((Event.StepScheduled) log.getLast()).input()).isEqualTo(input);
  }

  @Test
  void a_planned_step_that_fails_fails_the_plan_and_an_edge_leads_on() {
    planned(
        PLANS,
        plan(
            """
            steps:
              - {id: a, kind: tool, tool: text/x}
              - {id: b, kind: tool, tool: text/x}
            """));
    drain();
    fail("plan[0]/a", 1, "denied", false);
    expect(
        "StepFailed plan[0]/a", "StepFailed plan", "StepSkipped after", "StepScheduled instead#1");
    assertThat(state.find("plan").failure()).isEqualTo(new Failure("denied", "In its plan: no"));
    complete("plan[0]/b", 1, "too late");
    expect();
  }

  @Test
  void planned_lists_run_and_plans_stand_in_plans_of_the_same_or_narrower_bounds() {
    planned(
        PLANS,
        plan(
            """
            steps:
              - id: each
                kind: forEach
                items: inputs.list
                steps: [{id: t, kind: transform, expression: item}]
              - id: inner
                kind: plan
                planner: {kind: transform, expression: "1"}
                allow: {tools: ["text/a*"]}
                output: "{{ steps.x.output }}!"
            """));
    drain();
    complete("plan[0]/inner", 1, plan("steps: [{id: x, kind: tool, tool: text/ab}]"));
    expect("PlanAdopted plan[0]/inner#1 [x]", "StepScheduled plan[0]/inner[0]/x#1");
    for (int i = 0; i < 3; i++) {
      complete("plan[0]/each[" + i + "]/t", 1, i);
    }
    complete("plan[0]/inner[0]/x", 1, "X");
    assertThat(state.find("plan").output())
        .isEqualTo(Map.of("each", List.of(0, 1, 2), "inner", "X!"));
  }

  @Test
  void a_plan_within_a_plan_cannot_allow_itself_more() {
    planned(
        PLANS,
        plan(
            """
            steps:
              - id: inner
                kind: plan
                planner: {kind: agent, agent: root}
                allow: {tools: ["*"], agents: [echo]}
            """));
    assertThat(state.find("plan").failure().message())
        .contains(
            "steps[0].planner.agent: is 'root', which this plan may not use",
            "steps[0].allow.tools[0]: is '*', which this plan may not use; allowed tools are [text/*]")
        .doesNotContain("allow.agents");
  }

  @Test
  void plans_stand_three_deep_at_most() {
    String within =
        """
        steps:
          - {id: plan, kind: plan, planner: {kind: agent, agent: echo}, allow: {agents: [echo]}}
        """;
    planned(PLANS, plan(within));
    complete("plan[0]/plan", 1, plan(within));
    drain();
    complete("plan[0]/plan[0]/plan", 1, plan(within));
    expect("StepFailed plan[0]/plan[0]/plan again");
    assertThat(state.find("plan[0]/plan[0]/plan").failure().message())
        .contains("steps[0].kind: is 'plan'; plans stand at most 3 deep");
  }

  @Test
  void a_plan_within_an_item_sees_the_item() {
    start(
        """
        steps:
          - id: each
            kind: forEach
            items: inputs.list
            concurrency: 1
            steps:
              - {id: plan, kind: plan, planner: {kind: transform, expression: "1"}, allow: {tools: ["*"]}}
        """);
    complete(
        "each[0]/plan",
        1,
        plan("steps: [{id: a, kind: tool, tool: text/x, input: {of: \"{{ item & index }}\"}}]"));
    assertThat(((Event.StepScheduled) log.getLast()).input()).isEqualTo(Map.of("of", "p0"));
    send(new Command.Cancel(ID, "ada"));
    expect(
        "ExecutionStarted",
        "ItemsOpened each",
        "StepScheduled each[0]/plan#1",
        "PlanAdopted each[0]/plan#1 [a]",
        "StepScheduled each[0]/plan[0]/a#1",
        "ExecutionCancelled");
  }
}
