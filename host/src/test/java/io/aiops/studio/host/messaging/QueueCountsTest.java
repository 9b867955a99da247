package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.QueueCounts;
import io.aiops.studio.host.taskqueue.TaskQueue.Delayed;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker. */
class QueueCountsTest {

  @Test
  void counts_what_waits_what_is_delayed_and_what_is_done(@TempDir Path folder) {
    Clock clock = Clock.systemUTC();
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
        ArtemisTaskQueue queue = new ArtemisTaskQueue(broker, clock)) {
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
          .atMost(Duration.ofSeconds(5))
          .until(() -> queue.counts().getFirst().oldest() != null);

      Instant later = clock.instant().plusSeconds(600);
      queue.serve(batch ->
          new Sends(
              List.of(),
              batch.stream()
                  .filter(Command.Start.class::isInstance)
                  .map(each -> new Delayed(new Command.Timer(each.executionId(), "a", 1), later))
                  .toList(),
              List.of()));
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> {
            QueueCounts handled = queue.counts().getFirst();
            assertThat(handled.settled()).isEqualTo(3);
            assertThat(handled.delayed()).isEqualTo(3);
            assertThat(handled.waiting()).isZero();
            assertThat(handled.consumers()).isPositive();
          });
      assertThat(broker).isNotNull();
    }
  }
}
