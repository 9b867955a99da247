package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker. */
class HandsCommandsTest {

  @Test
  void an_engine_is_handed_commands_from_when_it_has_reached_its_queue_until_it_is_closed(
      @TempDir Path folder) {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
      ArtemisTaskQueue queue = new ArtemisTaskQueue(EmbeddedBroker.URL, "", "", Clock.systemUTC());
      try (queue) {
        assertThat(queue.handsCommands()).as("nobody is served").isFalse();
        queue.serve(batch -> Sends.NONE);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(queue::handsCommands);
      }
      assertThat(queue.handsCommands()).isFalse();
      assertThat(broker).isNotNull();
    }
  }
}
