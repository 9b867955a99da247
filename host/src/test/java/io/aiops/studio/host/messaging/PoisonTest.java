package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A command that can never be handled. */
class PoisonTest {

  @RegisterExtension private final TestBroker broker = new TestBroker();

  @BothWays
  void is_put_aside_after_a_while_and_holds_up_nobody(boolean inside) {
    UUID poison = UUID.randomUUID();
    Set<UUID> handled = ConcurrentHashMap.newKeySet();
    ArtemisTaskQueue queue = broker.node(inside);
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
    assertThat(handled).doesNotContain(poison);
  }

  @Test
  void is_kept_with_why_by_an_engine_that_keeps_it() {
    UUID poison = UUID.randomUUID();
    Queue<String> kept = new ConcurrentLinkedQueue<>();
    ArtemisTaskQueue queue = broker.node(false);
    queue.serve(
        new TaskQueue.Engine() {
          @Override
          public Sends handle(List<Command> batch) {
            throw new IllegalStateException("never");
          }

          @Override
          public boolean putAside(Command command, Throwable why, int tries) {
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
    kept.remove();
    assertThat(kept.remove()).startsWith(poison + " never ");
  }

  /** It is in eight batches that fail for the poison beside it, and then fails once by itself. */
  @BothWays
  void its_neighbours_are_not_counted_as_failed_with_it(boolean inside) {
    Set<UUID> handled = ConcurrentHashMap.newKeySet();
    UUID unlucky = UUID.randomUUID();
    AtomicInteger together = new AtomicInteger();
    AtomicBoolean failed = new AtomicBoolean();
    ArtemisTaskQueue queue = broker.node(inside);
    for (int i = 0; i < 20; i++) {
      queue.send(new Command.Start(UUID.randomUUID()));
    }
    queue.send(new Command.Start(unlucky));
    queue.serve(batch -> {
      if (batch.size() > 1) {
        together.incrementAndGet();
        throw new IllegalStateException("together");
      }
      UUID lone = batch.getFirst().executionId();
      if (lone.equals(unlucky) && failed.compareAndSet(false, true)) {
        throw new IllegalStateException("once");
      }
      handled.add(lone);
      return Sends.NONE;
    });
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> queue.depths().get("commands") == 0);
    assertThat(queue.depths().get("dead")).isZero();
    assertThat(together).hasValueGreaterThan(8);
    assertThat(handled).hasSize(21);
  }

  @Test
  void an_error_of_the_engine_ends_no_thread() {
    AtomicInteger tries = new AtomicInteger();
    Set<UUID> handled = ConcurrentHashMap.newKeySet();
    ArtemisTaskQueue queue = broker.node(true);
    queue.serve(batch -> {
      if (tries.incrementAndGet() < 3) {
        throw new NoClassDefFoundError("acme/Gone");
      }
      batch.forEach(command -> handled.add(command.executionId()));
      return Sends.NONE;
    });
    queue.send(new Command.Start(UUID.randomUUID()));
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> handled.size() == 1);
  }

  @Test
  void an_error_between_batches_ends_no_thread() {
    AtomicInteger idle = new AtomicInteger();
    ArtemisTaskQueue queue = broker.node(true);
    queue.serve(
        new TaskQueue.Engine() {
          @Override
          public Sends handle(List<Command> batch) {
            return Sends.NONE;
          }

          @Override
          public void idle() {
            idle.incrementAndGet();
            throw new OutOfMemoryError("heap");
          }
        });
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> idle.get() > 2);
  }
}
