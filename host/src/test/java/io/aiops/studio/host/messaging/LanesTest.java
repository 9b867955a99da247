package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.taskqueue.Lane;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.junit.jupiter.api.Test;

class LanesTest {

  private static final UUID WORKSPACE = UUID.fromString("0198b2c4-0000-7000-8000-00000000000a");
  private final Lanes lanes = new Lanes();

  @Test
  void tells_of_workspaces_it_had_not_heard_of_and_forgets_none() {
    AtomicInteger told = new AtomicInteger();
    lanes.listen(told::incrementAndGet);
    lanes.know(Set.of(WORKSPACE));
    lanes.know(Set.of(WORKSPACE));
    lanes.know(Set.of());
    assertThat(told).hasValue(1);
    assertThat(lanes.workspaces()).containsExactly(WORKSPACE);
    assertThat(lanes.size()).isEqualTo(1);
  }

  @Test
  void the_queues_of_tasks_are_those_the_broker_tells() {
    lanes.know(Set.of(WORKSPACE));
    assertThat(
            lanes.queues(
                List.of("studio.commands", "studio.tasks.mainframe", "other", "studio.tasks"),
                Set.of("gpu")))
        .extracting(SimpleString::toString)
        .containsExactly("studio.tasks", "studio.tasks.gpu", "studio.tasks.mainframe");
  }

  @Test
  void of_a_broker_that_tells_nothing_they_are_those_any_node_has_to_do_with() {
    lanes.know(Set.of(WORKSPACE));
    lanes.use(new Lane("default", WORKSPACE));
    lanes.untold(() -> Set.of(new Lane("big", WORKSPACE)), () -> Set.of("mainframe"));
    assertThat(lanes.queues(List.of(), Set.of("gpu")))
        .extracting(SimpleString::toString)
        .containsExactly(
            "studio.tasks",
            "studio.tasks.big",
            "studio.tasks.gpu",
            "studio.tasks.mainframe",
            "studio.tasks.big." + WORKSPACE,
            "studio.tasks.default." + WORKSPACE);
  }

  @Test
  void a_lane_is_called_as_its_pool_and_says_whose_it_is() {
    SimpleString ours = Queues.lane("default", WORKSPACE);
    assertThat(Queues.called(ours)).isEqualTo("tasks");
    assertThat(Queues.workspaceOf(ours)).isEqualTo(WORKSPACE);
    assertThat(Queues.called(Queues.lane("gpu", WORKSPACE))).isEqualTo("tasks.gpu");
    for (SimpleString shared : List.of(Queues.ofPool("gpu"), Queues.TASKS, Queues.COMMANDS)) {
      assertThat(Queues.called(shared)).isEqualTo(shared.toString().substring(7));
      assertThat(Queues.workspaceOf(shared)).isNull();
    }
    SimpleString another = SimpleString.of("studio.tasks.gpu.dead");
    assertThat(Queues.called(another)).isEqualTo("tasks.gpu.dead");
    assertThat(Queues.workspaceOf(another)).isNull();
  }
}
