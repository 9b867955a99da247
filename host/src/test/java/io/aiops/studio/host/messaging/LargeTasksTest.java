package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.QueueCounts;
import io.aiops.studio.host.taskqueue.SomeTask;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tasks that come over a connection piece by piece, while the only slot is busy. */
class LargeTasksTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int MANY = 9;

  @RegisterExtension private final TestBroker broker = new TestBroker();

  private static Task task(int number) {
    return SomeTask.of("agent", "echo")
        .path("t" + number)
        .input(Map.of("text", "x".repeat(200_000 + number)))
        // Later than any doubt: only what was delivered before counts as coming again.
        .scheduledAt(Instant.now().plus(Duration.ofHours(1)))
        .task();
  }

  private static String said(Task task) {
    return task.path() + " " + String.valueOf(task.input()).length();
  }

  @Test
  void they_reach_the_door_whole_and_begin_in_their_turn() {
    AtomicInteger outcomes = new AtomicInteger();
    List<String> begun = new CopyOnWriteArrayList<>();
    AtomicReference<Runnable> free = new AtomicReference<>();
    ArtemisTaskQueue queue = broker.node(false);
    queue.know(Set.of(SomeTask.WORKSPACE));
    queue.serve(batch -> {
      outcomes.addAndGet((int) batch.stream().filter(Command.Outcome.class::isInstance).count());
      return batch.getFirst() instanceof Command.Start
          ? new Sends(
              IntStream.range(0, MANY).mapToObj(LargeTasksTest::task).toList(),
              List.of(),
              List.of())
          : Sends.NONE;
    });
    queue.serve(
        (task, again, done) -> {
          begun.add(said(task) + (again ? " again" : ""));
          free.set(() -> done.accept(Optional.empty()));
        },
        1,
        Set.of("default"));
    queue.send(new Command.Start(UUID.randomUUID()));
    for (int i = 0; i < MANY; i++) {
      Awaitility.await().atMost(PATIENCE).until(() -> free.get() != null);
      free.getAndSet(null).run();
    }
    Awaitility.await().atMost(PATIENCE).until(() -> queue.depths().get("tasks") == 0);
    assertThat(begun)
        .containsExactlyElementsOf(IntStream.range(0, MANY).mapToObj(i -> said(task(i))).toList());
    assertThat(outcomes).as("none was broken off").hasValue(0);
  }

  /** What was lent for one is not lent for good: a worker would hoard what others could run. */
  @Test
  void many_one_after_another_leave_no_more_at_the_door_than_before() {
    int large = 60;
    int atWork = 64;
    // 128 bytes of window for each that may be at work; a task has some 500.
    int mostAtTheDoor = atWork * 128 / 256;
    AtomicInteger done = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger();
    ArtemisTaskQueue queue = broker.node(false);
    queue.know(Set.of(SomeTask.WORKSPACE));
    queue.serve(batch -> sends(batch.getFirst(), large));
    queue.serve(
        (task, again, finished) -> {
          if (task.path().startsWith("t")) {
            done.incrementAndGet();
            finished.accept(Optional.empty());
          } else {
            begun.incrementAndGet();
          }
        },
        atWork,
        Set.of("default"));
    queue.send(new Command.Start(new UUID(0, 0)));
    Awaitility.await().atMost(PATIENCE).until(() -> done.get() == large);
    queue.send(new Command.Start(new UUID(0, 1)));
    Awaitility.await().atMost(PATIENCE).until(() -> begun.get() == atWork);
    Awaitility.await()
        .atMost(PATIENCE)
        .during(Duration.ofSeconds(3))
        .until(() -> inFlight(queue) <= atWork + mostAtTheDoor);
  }

  /** First so many large ones, then a thousand small ones. */
  private static Sends sends(Command command, int large) {
    if (!(command instanceof Command.Start start)) {
      return Sends.NONE;
    }
    boolean first = start.executionId().getLeastSignificantBits() == 0;
    List<Task> tasks =
        first
            ? IntStream.range(0, large).mapToObj(LargeTasksTest::task).toList()
            : IntStream.range(0, 1_000)
                .mapToObj(i -> SomeTask.of("agent", "echo").path("s" + i).task())
                .toList();
    return new Sends(tasks, List.of(), List.of());
  }

  private static long inFlight(ArtemisTaskQueue queue) {
    return queue.counts("default", SomeTask.WORKSPACE).stream()
        .mapToLong(QueueCounts::inFlight)
        .sum();
  }
}
