package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.QueueCounts;
import io.aiops.studio.host.taskqueue.SomeTask;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which tasks a worker gets, and in which order, on a real broker. */
class PoolsTest {

  private static final int WORKERS = 2;

  @RegisterExtension private final TestBroker broker = new TestBroker();
  private ArtemisTaskQueue queue;
  private final LinkedBlockingQueue<Task> toSend = new LinkedBlockingQueue<>();
  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
  private final LinkedBlockingQueue<Consumer<Optional<Command.Outcome>>> running =
      new LinkedBlockingQueue<>();

  @BeforeEach
  void start() {
    queue = broker.node(false);
    queue.serve(batch -> {
      List<Task> tasks = new ArrayList<>();
      toSend.drainTo(tasks);
      return new Sends(tasks, List.of(), List.of());
    });
  }

  private static Task task(String path, String pool, int priority) {
    return SomeTask.of("agent", "echo")
        .path(path)
        .instruction("x".repeat(300))
        .pool(pool)
        .priority(priority)
        .task();
  }

  private void send(Task task) {
    toSend.add(task);
  }

  /** What was to be sent goes out with the next command. */
  private void flush(long waiting) {
    queue.send(new Command.Start(UUID.randomUUID()));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> toSend.isEmpty() && queue.depths().get("tasks") >= waiting);
  }

  private void hold(Task task, boolean again, Consumer<Optional<Command.Outcome>> done) {
    ran.add(task.path());
    running.add(done);
  }

  private void endOne() throws InterruptedException {
    Consumer<Optional<Command.Outcome>> done = running.poll(60, TimeUnit.SECONDS);
    assertThat(done).as("a task that runs").isNotNull();
    done.accept(Optional.empty());
  }

  @Test
  void a_task_of_higher_priority_overtakes_those_that_wait_but_for_the_few_taken_ahead()
      throws InterruptedException {
    queue.serve(this::hold, WORKERS, Set.of("default"));
    for (int i = 0; i < 500; i++) {
      send(task("low" + i, "default", 4));
    }
    flush(500);
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> ran.size() == WORKERS);
    send(task("high", "default", 9));
    flush(501);
    int before = ran.size();
    while (!ran.contains("high") && ran.size() < 100) {
      endOne();
    }
    assertThat(ran.indexOf("high") - before).isBetween(0, 8);
  }

  @Test
  void tasks_that_wait_together_run_by_priority() throws InterruptedException {
    CountDownLatch all = new CountDownLatch(30);
    for (int i = 0; i < 30; i++) {
      send(task("p" + i % 10, "default", i % 10));
    }
    flush(30);
    queue.serve(
        (task, again, done) -> {
          ran.add(task.path());
          all.countDown();
          done.accept(Optional.empty());
        },
        1,
        Set.of("default"));
    assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(ran).isSortedAccordingTo(Collections.reverseOrder());
  }

  @Test
  void a_worker_runs_the_tasks_of_its_pools_and_leaves_the_others() throws InterruptedException {
    queue.serve(this::hold, WORKERS, Set.of("default", "gpu"));
    send(task("plain", "default", 4));
    send(task("big", "gpu", 4));
    send(task("nobody", "mainframe", 4));
    flush(3);
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> ran.size() == 2);
    endOne();
    endOne();
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> queue.depths().get("tasks") == 1);
    assertThat(ran).containsExactlyInAnyOrder("plain", "big");
    assertThat(queue.counts())
        .extracting(QueueCounts::name)
        .containsOnly("commands", "tasks", "tasks.gpu", "tasks.mainframe", "dead");
    QueueCounts unserved =
        queue.counts().stream()
            .filter(each -> each.name().equals("tasks.mainframe"))
            .findFirst()
            .orElseThrow();
    assertThat(unserved.workspaceId()).isEqualTo(SomeTask.WORKSPACE);
    assertThat(unserved.waiting()).isEqualTo(1);
    assertThat(unserved.consumers()).isZero();
  }

  @Test
  void what_waits_for_a_pool_runs_as_soon_as_somebody_serves_it() {
    send(task("late", "gpu", 4));
    flush(1);
    queue.serve(this::hold, WORKERS, Set.of("gpu"));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> ran.contains("late"));
  }
}
