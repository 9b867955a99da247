package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that can never be handled. */
class PoisonTest {

  @TempDir Path folder;

  @Test
  void is_put_aside_after_a_while_and_holds_up_nobody() {
    UUID poison = UUID.randomUUID();
    Set<UUID> handled = ConcurrentHashMap.newKeySet();
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
        JmsTaskQueue queue = new JmsTaskQueue(EmbeddedBroker.URL, "", "", Clock.systemUTC())) {
      queue.serve(batch -> {
        for (Command command : batch) {
          if (command.executionId().equals(poison)) {
            throw new IllegalStateException("never");
          }
        }
        batch.forEach(command -> handled.add(command.executionId()));
        return Sends.NONE;
      });
      queue.send(new Command.Start(poison));
      for (int i = 0; i < 20; i++) {
        queue.send(new Command.Start(UUID.randomUUID()));
      }
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> handled.size() == 20);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> queue.depths().get("dead") == 1 && queue.depths().get("commands") == 0);
    }
    assertThat(handled).doesNotContain(poison);
  }
}
