package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.InMemoryExecutionStore;
import io.aiops.studio.host.execution.InMemoryLeases;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.taskqueue.SomeTask;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What waits for its turn on a node, as the others see it. */
class DoorTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final UUID NODE = new UUID(1, 1);

  private final InMemoryLeases leases =
      new InMemoryLeases(new InMemoryExecutionStore(), new TestClock());
  private final List<Task> waiting = new ArrayList<>();
  private final Task task = SomeTask.of("agent", "echo").task();
  private final Door door = new Door(leases, NODE, LONG, 3);

  private List<Leases.Held> held() {
    return leases.of(task.executionId());
  }

  @Test
  void what_waits_for_less_than_a_beat_is_told_to_nobody() {
    door.watch(() -> waiting);
    waiting.add(task);
    assertThat(door.tell(List.of())).isEmpty();
    waiting.clear();
    assertThat(door.tell(List.of())).isEmpty();
    assertThat(leases.asked(task.attemptOf())).isZero();
  }

  @Test
  void what_waits_longer_is_held_without_having_begun_until_it_is_here_no_longer() {
    door.watch(() -> waiting);
    waiting.add(task);
    door.tell(List.of());
    door.tell(List.of());
    assertThat(held()).containsExactly(new Leases.Held(task.attemptOf(), NODE, true, false));
    waiting.clear();
    assertThat(door.tell(List.of())).containsExactly(task.attemptOf());
    assertThat(door.tell(List.of())).isEmpty();
  }

  @Test
  void it_is_renewed_every_third_beat() {
    door.watch(() -> waiting);
    waiting.add(task);
    for (int beat = 0; beat < 12; beat++) {
      door.tell(List.of());
    }
    assertThat(leases.asked(task.attemptOf())).isEqualTo(5);
  }

  @Test
  void what_has_its_turn_is_released_by_whoever_runs_it() {
    door.watch(() -> waiting);
    waiting.add(task);
    door.tell(List.of());
    door.tell(List.of());
    waiting.clear();
    assertThat(door.leaves(task.attemptOf())).isTrue();
    assertThat(door.leaves(task.attemptOf())).isFalse();
    assertThat(door.tell(List.of())).isEmpty();
  }

  @Test
  void so_is_what_has_its_turn_while_it_is_told_of() {
    List<Lease> running = new ArrayList<>();
    try (LeaseKeeper keeper = new LeaseKeeper(leases, NODE, LONG, LONG)) {
      waiting.add(task);
      door.watch(() -> waiting);
      door.tell(running);
      door.watch(() -> {
        List<Task> seen = List.copyOf(waiting);
        waiting.clear();
        assertThat(door.leaves(task.attemptOf())).isFalse();
        running.add(new Lease(keeper, task, () -> {}, () -> {}));
        return seen;
      });
      door.tell(running);
      assertThat(held()).hasSize(1);
      door.watch(List::of);
      assertThat(door.tell(running)).isEmpty();
      assertThat(running.getFirst().written).isTrue();
    }
  }

  @Test
  void what_another_node_has_is_not_ours_to_release() {
    door.watch(() -> waiting);
    waiting.add(task);
    leases.hold(new UUID(2, 2), List.of(task.attemptOf()), LONG);
    door.tell(List.of());
    door.tell(List.of());
    assertThat(door.leaves(task.attemptOf())).isFalse();
    assertThat(held()).extracting(Leases.Held::node).containsExactly(new UUID(2, 2));
  }

  @Test
  void it_is_free_for_others_once_it_has_ended_and_once_the_node_leaves() {
    LeaseKeeper keeper = new LeaseKeeper(leases, NODE, Duration.ofMillis(5), LONG);
    Task other = SomeTask.of("agent", "echo").task();
    List<Task> both = List.of(task, other);
    try (keeper) {
      keeper.watch(() -> both);
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> held().size() == 1 && leases.of(other.executionId()).size() == 1);
      keeper.watch(() -> List.of(other));
      Lease lease = keeper.of(task, () -> {}, () -> {});
      keeper.begin(lease);
      keeper.end(lease);
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> held().isEmpty());
    }
    assertThat(leases.of(other.executionId())).isEmpty();
  }
}
