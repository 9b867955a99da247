package io.aiops.studio.host.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What planners say, read and judged. */
class PlanTest {

  private static final Step.PlanWork.Allow NONE =
      new Step.PlanWork.Allow(List.of(), List.of(), List.of(), List.of(), List.of());

  @Test
  void a_plan_is_judged_by_what_there_is_and_what_it_sees() {
    Step.PlanWork.Allow all =
        new Step.PlanWork.Allow(List.of("*"), List.of("*"), List.of("*"), List.of("*"), List.of());
    String text =
        """
        steps:
          - {id: a, kind: tool, tool: files/read, input: {path: "{{ steps.before.output }}"}}
          - {id: b, kind: tool, tool: files/reed, input: {}}
          - {id: c, kind: tool, tool: files/read, input: {path: "{{ steps.later.output & steps.d.output }}"}}
          - {id: d, kind: transform, expression: "1 +"}
          - {id: e, kind: workflow, workflow: gone}
        """;
    assertThat(
            new WorkflowValidator(
                    new Expressions(), new FixedCatalog(), new InMemoryWorkflowStore())
                .validate(UUID.randomUUID(), text, all, 1, Set.of("before"))
                .problems())
        .extracting(Problem::toString)
        .satisfiesExactly(
            p -> assertThat(p).startsWith("steps[1].tool: is 'files/reed', but there is no such"),
            p -> assertThat(p).contains("steps[2].input.path: ", "'later', which does not exist"),
            p -> assertThat(p).contains("steps[2].input.path: ", "'d', which no edge puts before"),
            p -> assertThat(p).startsWith("steps[3].expression: "),
            p -> assertThat(p).startsWith("steps[4].workflow: is 'gone', but there is no such"));
  }

  static Stream<Object> plans() {
    String json = "{\"steps\": [{\"id\": \"a\", \"kind\": \"wait\", \"duration\": \"PT1S\"}]}";
    return Stream.of(
        json,
        "steps: [{id: a, kind: wait, duration: PT1S}]",
        "```json\n" + json + "\n```",
        "Here is what I would do:\n\n```\n" + json + "\n```\nThen all is well.",
        Json.parse(json),
        Map.of("text", json, "turns", 1),
        Map.of("text", "see data", "data", Json.parse(json)));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void a_plan_is_read_however_its_planner_wraps_it(Object output) {
    Plan plan = Plan.read(output, NONE, 1, "gpu");
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.body().steps()).extracting(Step::pool).containsExactly("gpu");
    assertThat(Plan.adopted(plan.text(), "gpu")).isEqualTo(plan.body());
  }

  @Test
  void a_plan_has_200_steps_at_most_and_256_KiB() {
    List<Object> steps = new ArrayList<>();
    for (int i = 0; i < 199; i++) {
      steps.add(Map.of("id", "s" + i, "kind", "wait", "duration", "PT1S"));
    }
    steps.add(
        Map.of(
            "id",
            "each",
            "kind",
            "forEach",
            "items",
            "[1]",
            "steps",
            List.of(Map.of("id", "t", "kind", "transform", "expression", "1"))));
    assertThat(Plan.read(Map.of("steps", steps), NONE, 1, null).problems())
        .extracting(Problem::toString)
        .containsExactly("steps: has 201 steps, those of lists too; at most 200");
    steps.removeFirst();
    assertThat(Plan.read(Map.of("steps", steps), NONE, 1, null).problems()).isEmpty();
    assertThat(Plan.read("x".repeat(256 * 1024 + 1), NONE, 1, null).problems())
        .extracting(Problem::toString)
        .containsExactly("has 262145 characters; at most 262144");
    assertThat(Plan.read(Map.of("steps", "x".repeat(256 * 1024)), NONE, 1, null).problems())
        .hasSize(1);
    assertThat(Plan.read(null, NONE, 1, null).problems())
        .extracting(Problem::toString)
        .containsExactly("is missing; expected an object with steps and edges");
  }
}
