package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Plan;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.definition.Validation;
import io.aiops.studio.host.definition.WorkflowReader;
import java.util.List;
import java.util.Map;

/** An execution with a plan, or with one within it. */
abstract class Planned extends Decisions {

  static final String PLANS =
      """
      steps:
        - {id: before, kind: agent, agent: echo}
        - id: plan
          kind: plan
          planner: {kind: agent, agent: planner, instruction: "Plan for {{ inputs.who }}."}
          allow: {agents: [echo], tools: ["text/*"]}
          retry: {attempts: 2}
        - {id: after, kind: agent, agent: echo}
        - {id: instead, kind: agent, agent: echo}
      edges:
        - {from: before, to: plan}
        - {from: plan, to: after}
        - {from: plan, to: instead, on: failure}
      """;

  static Map<String, Object> plan(String yaml) {
    Validation read = WorkflowReader.read("schema: aiops-studio/workflow/v1\nname: p\n" + yaml);
    assertThat(read.problems()).isEmpty();
    return Plan.read(
            yaml,
            new Step.PlanWork.Allow(
                List.of("*"), List.of("*"), List.of("*"), List.of("*"), List.of("*")),
            1,
            null)
        .text();
  }

  void planned(String workflow, Object plan) {
    start(workflow);
    complete("before", 1, "B");
    drain();
    complete("plan", 1, plan);
  }
}
