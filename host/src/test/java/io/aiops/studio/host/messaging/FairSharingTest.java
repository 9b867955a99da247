package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.SomeTask;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whose task begins next where several workspaces want the same pool, on a real broker. */
class FairSharingTest {

  private static final UUID FLOOD = new UUID(1, 0);
  private static final List<UUID> OTHERS = List.of(new UUID(2, 0), new UUID(3, 0), new UUID(4, 0));
  private static final int WORKERS = 2;

  @RegisterExtension private final TestBroker broker = new TestBroker();
  private ArtemisTaskQueue engine;
  private ArtemisTaskQueue worker;
  private final LinkedBlockingQueue<Task> toSend = new LinkedBlockingQueue<>();
  private final List<UUID> ran = Collections.synchronizedList(new ArrayList<>());
  private final LinkedBlockingQueue<Consumer<Optional<Command.Outcome>>> running =
      new LinkedBlockingQueue<>();

  /**
   * What one lane has at the door of a node: within the process one, and the next if it comes there
   * while another's is handed over, which the broker says it has before it has; over a connection a
   * few.
   */
  private int ahead;

  /** An engine and a worker, of one process with the broker or of two nodes beside it. */
  private void start(boolean inside) {
    ahead = inside ? 2 : 4;
    engine = broker.node(inside);
    worker = inside ? engine : broker.node(false);
    if (!inside) {
      worker.know(Set.of(FLOOD));
    }
    engine.serve(batch -> {
      List<Task> tasks = new ArrayList<>();
      toSend.drainTo(tasks);
      return new Sends(tasks, List.of(), List.of());
    });
    worker.serve(
        (task, again, done) -> {
          ran.add(task.workspaceId());
          running.add(done);
        },
        WORKERS,
        Set.of("default"));
  }

  /** So many tasks, half a kilobyte each. */
  private void send(UUID workspace, int tasks, int priority) {
    long before = engine.depths().get("tasks");
    for (int i = 0; i < tasks; i++) {
      toSend.add(
          SomeTask.of("agent", "echo")
              .workspace(workspace)
              .path("s" + i)
              .priority(priority)
              .task());
    }
    engine.send(new Command.Start(UUID.randomUUID()));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> engine.depths().get("tasks") >= before + tasks);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> ran.size() >= WORKERS && atTheDoor(workspace));
  }

  private boolean atTheDoor(UUID workspace) {
    return engine.counts().stream()
        .anyMatch(queue -> workspace.equals(queue.workspaceId()) && queue.inFlight() > 0);
  }

  /** Ends one, and waits for the next to begin. */
  private UUID next() throws InterruptedException {
    int before = ran.size();
    Consumer<Optional<Command.Outcome>> done = running.poll(60, TimeUnit.SECONDS);
    assertThat(done).as("a task that runs").isNotNull();
    done.accept(Optional.empty());
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(1))
        .until(() -> ran.size() > before);
    return ran.get(before);
  }

  @BothWays
  void a_task_waits_for_no_more_of_another_workspace_than_are_at_the_door(boolean inside)
      throws InterruptedException {
    start(inside);
    send(FLOOD, 500, 4);
    if (!inside) {
      worker.know(Set.of(OTHERS.getFirst()));
    }
    send(OTHERS.getFirst(), 1, 4);
    int before = 0;
    while (next().equals(FLOOD)) {
      before++;
    }
    assertThat(before).isLessThanOrEqualTo(ahead);
  }

  @BothWays
  void every_workspace_with_waiting_tasks_has_its_share(boolean inside)
      throws InterruptedException {
    start(inside);
    send(FLOOD, 500, 4);
    worker.know(Set.copyOf(OTHERS));
    for (UUID other : OTHERS) {
      send(other, 100, 4);
    }
    // Where one is late at the door, the others go on without it.
    int turns = 60;
    int late = turns / 4;
    List<UUID> begun = new ArrayList<>();
    for (int i = 0; i < 4 * turns; i++) {
      begun.add(next());
    }
    assertThat(Collections.frequency(begun, FLOOD)).isBetween(turns - late, turns + late);
    for (UUID other : OTHERS) {
      assertThat(Collections.frequency(begun, other)).isBetween(turns - late, turns + late);
    }
  }

  @Test
  void a_priority_takes_nothing_from_another_workspace() throws InterruptedException {
    start(true);
    send(FLOOD, 100, 9);
    send(OTHERS.getFirst(), 5, 0);
    List<UUID> begun = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      begun.add(next());
    }
    assertThat(Collections.frequency(begun, OTHERS.getFirst())).isEqualTo(5);
  }

  @Test
  void what_is_no_task_holds_up_nobody() throws Exception {
    start(true);
    send(FLOOD, WORKERS + 1, 4);
    try (BrokerSession session = broker.session()) {
      byte[] body = "no task".getBytes(StandardCharsets.UTF_8);
      SimpleString type = SimpleString.of("Task");
      session.send(Queues.lane("default", FLOOD), new Letter(type, body, null, 4, false, 0));
      session.commit();
    }
    send(FLOOD, 2, 4);
    for (int i = 0; i < 3; i++) {
      assertThat(next()).isEqualTo(FLOOD);
    }
  }

  @Test
  void a_workspace_alone_has_all_there_is() throws InterruptedException {
    start(true);
    send(FLOOD, 30, 4);
    for (int i = 0; i < 30 - WORKERS; i++) {
      assertThat(next()).isEqualTo(FLOOD);
    }
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> running.size() == WORKERS);
  }
}
