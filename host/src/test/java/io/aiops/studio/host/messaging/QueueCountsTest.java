package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.QueueCounts;
import io.aiops.studio.host.taskqueue.SomeTask;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Delayed;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On a real broker. */
class QueueCountsTest {

  @RegisterExtension private final TestBroker broker = new TestBroker();

  @Test
  void counts_what_waits_what_is_delayed_and_what_is_done() {
    ArtemisTaskQueue queue = broker.node(true);
    assertThat(queue.counts())
        .extracting(QueueCounts::name)
        .containsExactly("commands", "tasks", "dead");
    for (int i = 0; i < 3; i++) {
      queue.send(new Command.Start(new UUID(0, i)));
    }
    QueueCounts sent = queue.counts().getFirst();
    assertThat(sent.waiting()).isEqualTo(3);
    assertThat(sent.consumers()).isZero();
    assertThat(sent.added()).isEqualTo(3);
    assertThat(sent.settled()).isZero();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> queue.counts().getFirst().oldest() != null);

    Instant later = Instant.now().plusSeconds(600);
    queue.serve(batch ->
        new Sends(
            List.of(),
            batch.stream()
                .filter(Command.Start.class::isInstance)
                .map(each -> new Delayed(new Command.Timer(each.executionId(), "a", 1), later))
                .toList(),
            List.of()));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> {
          QueueCounts handled = queue.counts().getFirst();
          assertThat(handled.settled()).isEqualTo(3);
          assertThat(handled.delayed()).isEqualTo(3);
          assertThat(handled.waiting()).isZero();
          assertThat(handled.consumers()).isPositive();
        });
  }

  /** Each question to the management has a queue for its answer. */
  @BothWays
  void asking_leaves_nothing_behind(boolean inside) throws Exception {
    ArtemisTaskQueue queue = broker.node(inside);
    int before = asked(queue);
    for (int i = 0; i < 9; i++) {
      asked(queue);
    }
    assertThat(asked(queue)).isEqualTo(before);
  }

  /** One queue more is that of the question how many there are. */
  private int asked(ArtemisTaskQueue queue) throws Exception {
    queue.depths();
    queue.counts();
    queue.counts("default", new UUID(0, 1));
    return broker.queues().size();
  }

  /** As one whose workers are busy with what goes first. */
  @BothWays
  void what_waits_behind_a_higher_priority_is_as_old_as_it_is(boolean inside) {
    ArtemisTaskQueue queue = broker.node(inside);
    AtomicReference<List<Task>> next = new AtomicReference<>(List.of(task(2), task(2)));
    queue.serve(batch -> new Sends(next.get(), List.of(), List.of()));
    queue.send(new Command.Look(new UUID(0, 1)));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> tasks(queue).waiting() == 2);
    Duration before = oldest(queue);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> oldest(queue).compareTo(before.plusMillis(300)) > 0);
    next.set(List.of(task(7), task(9)));
    queue.send(new Command.Look(new UUID(0, 2)));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> tasks(queue).waiting() == 4);

    QueueCounts counts = tasks(queue);
    assertThat(counts.ages()).containsOnlyKeys(2, 7, 9);
    assertThat(counts.ages().get(2)).isGreaterThan(counts.ages().get(7).plusMillis(250));
    assertThat(counts.oldest()).isEqualTo(counts.ages().get(2));
  }

  @Test
  void each_workspace_has_a_queue_and_a_pool_is_all_of_them() {
    ArtemisTaskQueue queue = broker.node(true);
    UUID other = new UUID(9, 9);
    Task apart = SomeTask.of("agent", "echo").workspace(other).pool("gpu").priority(6).task();
    queue.serve(batch -> new Sends(List.of(task(2), task(3), apart), List.of(), List.of()));
    queue.send(new Command.Look(new UUID(0, 1)));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> queue.depths().get("tasks") == 3);
    assertThat(queue.counts("default", SomeTask.WORKSPACE))
        .extracting(QueueCounts::name, QueueCounts::workspaceId, QueueCounts::waiting)
        .containsExactly(tuple("tasks", null, 0L), tuple("tasks", SomeTask.WORKSPACE, 2L));
    assertThat(queue.counts("gpu", other))
        .extracting(QueueCounts::name, QueueCounts::workspaceId, QueueCounts::waiting)
        .containsExactly(tuple("tasks.gpu", null, 0L), tuple("tasks.gpu", other, 1L));
    assertThat(queue.counts("gpu", SomeTask.WORKSPACE)).allMatch(each -> each.waiting() == 0);
    assertThat(tasks(queue).plus(queue.counts("gpu", other).getLast()))
        .satisfies(together -> {
          assertThat(together.waiting()).isEqualTo(3);
          assertThat(together.added()).isEqualTo(3);
          assertThat(together.ages()).containsOnlyKeys(2, 3, 6);
        });
  }

  private static Task task(int priority) {
    return SomeTask.of("agent", "echo").priority(priority).task();
  }

  private static QueueCounts tasks(ArtemisTaskQueue queue) {
    return queue.counts().stream()
        .filter(each -> each.name().equals("tasks"))
        .reduce(QueueCounts::plus)
        .orElseThrow();
  }

  private static Duration oldest(ArtemisTaskQueue queue) {
    return Objects.requireNonNull(tasks(queue).oldest());
  }
}
