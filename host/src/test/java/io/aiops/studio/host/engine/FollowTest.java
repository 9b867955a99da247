package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the tasks of an execution carry. */
class FollowTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final UUID ID = new UUID(0, 1);

  private static List<Task> tasks(int priority, String text) {
    Workflow workflow =
        WorkflowReader.read("schema: aiops-studio/workflow/v1\nname: t\n" + text)
            .workflow()
            .orElseThrow();
    ExecutionState state = new ExecutionState(ID, ID, workflow);
    state.rank(priority);
    state.apply(new Event.ExecutionStarted(ID, "t", 1, Map.of(), "ada", null), NOW);
    Follow follow = new Follow();
    workflow
        .body()
        .steps()
        .forEach(step -> {
          Event event = new Event.StepScheduled(step.id(), 1, Map.of(), "start");
          state.apply(event, NOW);
          follow.after(state, List.of(event), NOW);
        });
    return follow.sends().tasks();
  }

  @Test
  void a_task_goes_to_its_steps_pool_or_to_the_workflows() {
    assertThat(
            tasks(
                4,
                """
                pool: gpu
                steps:
                  - {id: a, kind: transform, expression: "1"}
                  - {id: b, kind: tool, tool: x/y, pool: plain}
                  - {id: c, kind: agent, agent: e}
                """))
        .extracting(Task::pool)
        .containsExactly("gpu", "plain", "gpu");
  }

  @Test
  void a_task_goes_to_the_default_pool_if_nothing_is_said() {
    assertThat(tasks(4, "steps: [{id: a, kind: agent, agent: e}]"))
        .extracting(Task::pool)
        .containsExactly("default");
  }

  @Test
  void a_task_has_the_priority_of_its_execution() {
    assertThat(tasks(9, "priority: 2\nsteps: [{id: a, kind: agent, agent: e}]"))
        .extracting(Task::priority)
        .containsExactly(9);
  }
}
