package io.aiops.studio.host.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Turns.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final UUID OURS = new UUID(1, 0);
  private static final UUID THEIRS = new UUID(2, 0);

  private final List<Waiting> waiting = new ArrayList<>();

  private static UUID id(int number) {
    return new UUID(9, number);
  }

  private void wait(int number, UUID workspace, int workflow, int workflowMost, int priority) {
    waiting.add(new Waiting(id(number), workspace, new UUID(3, workflow), workflowMost, priority));
  }

  @Test
  void who_asked_first_is_first_and_no_more_than_a_workflows_bound_get_a_place() {
    for (int i = 0; i < 5; i++) {
      wait(i, OURS, 1, 3, 4);
    }
    Turns turns = new Turns(0, Map.of());
    turns.running(OURS, new UUID(3, 1), 1);
    assertThat(turns.choose(waiting, 10)).containsExactly(id(0), id(1));
  }

  @Test
  void priority_comes_before_age_and_before_fairness() {
    wait(0, THEIRS, 2, 0, 4);
    wait(1, OURS, 1, 0, 4);
    wait(2, OURS, 1, 0, 9);
    Turns turns = new Turns(2, Map.of());
    turns.running(OURS, new UUID(3, 1), 1);
    assertThat(turns.choose(waiting, 10)).containsExactly(id(2));
  }

  @Test
  void the_workspace_with_the_fewest_that_run_is_next_however_many_another_sent_before() {
    for (int i = 0; i < 100; i++) {
      wait(i, OURS, 1, 0, 4);
    }
    for (int i = 100; i < 103; i++) {
      wait(i, THEIRS, 2, 0, 4);
    }
    assertThat(new Turns(6, Map.of()).choose(waiting, 10))
        .containsExactly(id(0), id(100), id(1), id(101), id(2), id(102));
  }

  @Test
  void one_workflow_that_is_full_does_not_hold_up_another() {
    wait(0, OURS, 1, 1, 9);
    wait(1, OURS, 1, 1, 9);
    wait(2, OURS, 2, 0, 0);
    assertThat(new Turns(0, Map.of()).choose(waiting, 10)).containsExactly(id(0), id(2));
  }

  @Test
  void a_workspaces_bound_holds_over_all_its_workflows() {
    wait(0, OURS, 1, 0, 4);
    wait(1, OURS, 2, 0, 4);
    wait(2, OURS, 3, 0, 4);
    wait(3, THEIRS, 4, 0, 4);
    assertThat(new Turns(0, Map.of(OURS, 2)).choose(waiting, 10))
        .containsExactly(id(0), id(3), id(1));
  }
}
