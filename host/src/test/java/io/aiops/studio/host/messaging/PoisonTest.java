package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that can never be handled. */
class PoisonTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void is_put_aside_after_a_while_and_holds_up_nobody(boolean inside) {
    UUID poison = UUID.randomUUID();
    Set<UUID> handled = ConcurrentHashMap.newKeySet();
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
        ArtemisTaskQueue queue =
            inside
                ? new ArtemisTaskQueue(broker, Clock.systemUTC())
                : new ArtemisTaskQueue(EmbeddedBroker.URL, "", "", Clock.systemUTC())) {
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

  @Test
  void is_kept_with_why_by_an_engine_that_keeps_it() {
    UUID poison = UUID.randomUUID();
    Queue<String> kept = new ConcurrentLinkedQueue<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
        ArtemisTaskQueue queue =
            new ArtemisTaskQueue(EmbeddedBroker.URL, "", "", Clock.systemUTC())) {
      queue.serve(
          new TaskQueue.Engine() {
            @Override
            public Sends handle(List<Command> batch) {
              throw new IllegalStateException("never");
            }

            @Override
            public boolean putAside(Command command, RuntimeException why, int tries) {
              if (kept.isEmpty()) {
                kept.add("away");
                throw new UnavailableException("The database does not answer.", why);
              }
              return kept.add(command.executionId() + " " + why.getMessage() + " " + tries);
            }
          });
      queue.send(new Command.Start(poison));
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> kept.size() == 2);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> queue.depths().get("commands") == 0);
      assertThat(queue.depths().get("dead")).isZero();
      assertThat(broker).isNotNull();
    }
    kept.remove();
    assertThat(kept.remove()).startsWith(poison + " never ");
  }
}
