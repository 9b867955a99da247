package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.SomeTask;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Of which tasks a worker is told that another may have them, on a real broker. */
class DoubtTest {

  private static final Duration LATER_THAN_ANY_DOUBT = Duration.ofHours(1);

  @RegisterExtension private final TestBroker broker = new TestBroker();
  private ArtemisTaskQueue sender;
  private ArtemisTaskQueue queue;
  private volatile Task toSend;
  private final Map<String, Boolean> ran = new ConcurrentHashMap<>();
  private final AtomicInteger lost = new AtomicInteger();

  @BeforeEach
  void start() {
    sender = broker.node(false);
    sender.serve(batch -> new Sends(List.of(toSend), List.of(), List.of()));
    queue = broker.node(false);
    queue.know(Set.of(SomeTask.WORKSPACE));
  }

  private void serve() {
    queue.serve(
        new TaskQueue.Worker() {
          @Override
          public void run(Task task, boolean again, Consumer<Optional<Command.Outcome>> done) {
            ran.put(task.path(), again);
            done.accept(Optional.empty());
          }

          @Override
          public void lost() {
            lost.incrementAndGet();
          }
        },
        4,
        Set.of("default"));
  }

  private void send(String path, Instant scheduledAt) {
    toSend = SomeTask.of("agent", "echo").path(path).scheduledAt(scheduledAt).task();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsInstanceOf(UnavailableException.class)
        .untilAsserted(() -> sender.send(new Command.Start(toSend.executionId())));
  }

  private boolean doubted(String path) {
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> ran.containsKey(path));
    return ran.get(path);
  }

  @Test
  void what_was_there_before_a_worker_may_be_another_s() {
    send("before", Instant.now());
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> sender.depths().get("tasks") == 1);
    serve();
    assertThat(doubted("before")).isTrue();
    send("after", Instant.now().plus(LATER_THAN_ANY_DOUBT));
    assertThat(doubted("after")).isFalse();
  }

  @Test
  void a_broker_that_begins_anew_knows_not_what_it_gave_to_whom() {
    serve();
    send("first", Instant.now().plus(LATER_THAN_ANY_DOUBT));
    assertThat(doubted("first")).isFalse();
    broker.restart();
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> lost.get() > 0);
    send("old", Instant.now());
    assertThat(doubted("old")).isTrue();
  }
}
