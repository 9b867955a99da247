package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A command with as much as one task may give passes, wherever the broker is. */
class LargeCommandsTest {

  private static final String MUCH = "x".repeat(16 * 1024 * 1024);

  @RegisterExtension private final TestBroker broker = new TestBroker();

  private static Command.Outcome large(UUID id) {
    return new Command.Outcome(id, "a", 1, Command.Result.completed(MUCH, List.of()));
  }

  @BothWays
  void it_passes(boolean inside) {
    UUID id = UUID.randomUUID();
    Set<Object> came = ConcurrentHashMap.newKeySet();
    ArtemisTaskQueue queue = broker.node(inside);
    queue.serve(batch -> {
      came.addAll(batch);
      return Sends.NONE;
    });
    queue.send(large(id));
    queue.send(new Command.Start(id));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> came.size() == 2);
    assertThat(came).contains(large(id));
  }

  @Test
  void it_outlives_the_broker_inside() {
    UUID id = UUID.randomUUID();
    Set<Object> came = ConcurrentHashMap.newKeySet();
    broker.node(true).send(large(id));
    broker.restart();
    ArtemisTaskQueue queue = broker.node(true);
    queue.serve(batch -> {
      came.addAll(batch);
      return Sends.NONE;
    });
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> came.contains(large(id)));
  }
}
