package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.Closing;
import io.aiops.studio.host.taskqueue.Command;
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
import org.apache.activemq.artemis.api.core.SimpleString;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A message that is announced over a connection, and whose pieces do not come: it cannot be read,
 * so its session is given up with all that came on it, and comes again by the next.
 */
class UnreadableTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final SimpleString LANE = Queues.lane("default", SomeTask.WORKSPACE);
  private static final String LARGE = "x".repeat(300_000);

  private final List<String> came = new CopyOnWriteArrayList<>();
  private RefusingBroker broker;
  private ArtemisTaskQueue queue;

  @BeforeEach
  void start() throws Exception {
    broker = new RefusingBroker();
    queue = broker.queue(false);
  }

  @AfterEach
  void stop() throws Exception {
    Closing.all(queue, broker);
  }

  private void loseOnceServed(SimpleString from) {
    Awaitility.await().atMost(PATIENCE).until(() -> broker.consumers(from) == 1);
    broker.losePieces();
  }

  private static Command.Outcome outcome(String path, Object output) {
    return new Command.Outcome(
        new UUID(0, 1), path, 1, Command.Result.completed(output, List.of()));
  }

  @Test
  void a_command_is_handled_in_the_session_after() {
    queue.serve(batch -> {
      batch.forEach(command -> {
        Command.Outcome outcome = (Command.Outcome) command;
        came.add(outcome.path() + " " + String.valueOf(outcome.result().output()).length());
      });
      return Sends.NONE;
    });
    loseOnceServed(Queues.COMMANDS);
    queue.send(outcome("before", 1));
    queue.send(outcome("large", LARGE));
    queue.send(outcome("after", 1));
    Awaitility.await().atMost(PATIENCE).until(() -> came.contains("large " + LARGE.length()));
    Awaitility.await().atMost(PATIENCE).until(() -> queue.depths().get("commands") == 0);
    assertThat(came).contains("before 1", "after 1");
    assertThat(came.lastIndexOf("after 1"))
        .as("what came after it was not taken without it")
        .isGreaterThan(came.indexOf("large " + LARGE.length()));
    assertThat(broker.lostPieces()).isPositive();
    assertThat(broker.consumers(Queues.COMMANDS)).as("sessions that took commands").isEqualTo(2);
    assertThat(queue.depths()).containsEntry("dead", 0L);
  }

  @Test
  void a_task_is_run_in_the_session_after() {
    queue.know(Set.of(SomeTask.WORKSPACE));
    Task small = task("small", "x");
    Task large = task("large", LARGE);
    queue.serve(batch ->
        batch.getFirst() instanceof Command.Start
            ? new Sends(List.of(large, small), List.of(), List.of())
            : Sends.NONE);
    queue.serve(
        (task, again, done) -> {
          came.add(task.path() + " " + String.valueOf(task.input()).length());
          done.accept(Optional.empty());
        },
        1,
        Set.of("default"));
    Awaitility.await().atMost(PATIENCE).until(() -> broker.consumers(Queues.COMMANDS) == 1);
    loseOnceServed(LANE);
    queue.send(new Command.Start(UUID.randomUUID()));
    String whole = "large " + String.valueOf(large.input()).length();
    Awaitility.await().atMost(PATIENCE).until(() -> came.contains(whole));
    Awaitility.await().atMost(PATIENCE).until(() -> queue.depths().get("tasks") == 0);
    assertThat(came).contains("small " + String.valueOf(small.input()).length());
    assertThat(broker.lostPieces()).isPositive();
    assertThat(broker.consumers(LANE)).as("sessions that took its tasks").isEqualTo(2);
  }

  private static Task task(String path, String text) {
    return SomeTask.of("agent", "echo")
        .path(path)
        .input(Map.of("text", text))
        // Later than any doubt: only what was delivered before counts as coming again.
        .scheduledAt(Instant.now().plus(Duration.ofHours(1)))
        .task();
  }
}
