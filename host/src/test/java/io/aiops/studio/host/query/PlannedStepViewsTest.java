package io.aiops.studio.host.query;

import static io.aiops.studio.host.query.Happenings.completed;
import static io.aiops.studio.host.query.Happenings.opened;
import static io.aiops.studio.host.query.Happenings.scheduled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.query.ExecutionViews.Rows;
import io.aiops.studio.host.query.ExecutionViews.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Steps that were planned while the execution ran. */
class PlannedStepViewsTest {

  private static final String PLANS =
      """
      schema: aiops-studio/workflow/v1
      name: plans
      steps:
        - id: plan
          kind: plan
          planner: {kind: agent, agent: planner}
          allow: {}
        - id: tickets
          kind: forEach
          items: "[1..9]"
          steps: [{id: t, kind: transform, expression: item}]
      """;

  private static final Event ADOPTED =
      new Event.PlanAdopted(
          "plan",
          1,
          Map.of(
              "steps",
              List.of(
                  Map.of("id", "look", "kind", "transform", "title", "Look", "expression", "1"),
                  Map.of(
                      "id",
                      "each",
                      "kind",
                      "forEach",
                      "items",
                      "[1..3]",
                      "steps",
                      List.of(Map.of("id", "t", "kind", "transform", "expression", "item"))))),
          false,
          List.of());

  private final Happenings happened = new Happenings();

  private static StepViews planned(Rows rows) {
    return new StepViews(WorkflowReader.read(PLANS).workflow().orElseThrow().body(), rows);
  }

  @Test
  void what_was_planned_is_shown_at_once_below_its_step_and_beside_lists() {
    StepViews views = planned(Rows.FIRST);
    happened.tell(
        views,
        opened("tickets", 9),
        scheduled("tickets[0]/t", 1),
        scheduled("plan", 1),
        ADOPTED,
        scheduled("plan[0]/look", 1),
        opened("plan[0]/each", 3),
        scheduled("plan[0]/each[2]/t", 1),
        completed("plan[0]/look"),
        completed("plan"));
    assertThat(views.steps(path -> ""))
        .extracting(step -> step.path() + " " + step.title() + " " + step.status())
        .containsExactly(
            "plan plan COMPLETED",
            "plan[0]/look Look COMPLETED",
            "plan[0]/each each RUNNING",
            "plan[0]/each[2]/t t RUNNING",
            "tickets tickets RUNNING",
            "tickets[0]/t t RUNNING");
    assertThat(views.steps(path -> "").get(2).items().total()).isEqualTo(3);
    assertThat(views.more()).isFalse();
  }

  @Test
  void a_list_within_a_plan_can_be_asked_for() {
    StepViews views = planned(new Rows("plan[0]/each", 1, 100));
    happened.tell(
        views,
        scheduled("plan", 1),
        ADOPTED,
        opened("plan[0]/each", 3),
        scheduled("plan[0]/each[0]/t", 1),
        scheduled("plan[0]/each[1]/t", 1),
        opened("tickets", 9),
        scheduled("tickets[1]/t", 1));
    assertThat(views.steps(path -> ""))
        .extracting(Step::path)
        .containsExactly("plan", "plan[0]/look", "plan[0]/each", "plan[0]/each[1]/t", "tickets");
    assertThatThrownBy(() -> planned(new Rows("plans[0]/each", 0, 100)))
        .isInstanceOf(InvalidException.class);
  }
}
