package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.SomeTask;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker that throws when it is given a task, though it must not. */
class ThrowingWorkerTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @RegisterExtension private final TestBroker broker = new TestBroker();

  private final AtomicInteger runs = new AtomicInteger();
  private final List<Command.Outcome> outcomes = new CopyOnWriteArrayList<>();

  @BothWays
  void its_tasks_are_answered_and_the_next_have_its_slot(boolean inside) {
    ArtemisTaskQueue queue = broker.node(inside);
    queue.know(Set.of(SomeTask.WORKSPACE));
    queue.serve(batch -> {
      batch.stream()
          .filter(Command.Outcome.class::isInstance)
          .map(Command.Outcome.class::cast)
          .forEach(outcomes::add);
      return batch.getFirst() instanceof Command.Start
          ? new Sends(
              List.of(
                  SomeTask.of("agent", "echo").path("a").task(),
                  SomeTask.of("agent", "echo").path("b").task(),
                  SomeTask.of("agent", "echo").path("c").task()),
              List.of(),
              List.of())
          : Sends.NONE;
    });
    queue.serve(
        (task, again, done) -> {
          switch (runs.incrementAndGet()) {
            case 1 -> throw new IllegalStateException("no thread");
            case 2 -> {
              done.accept(Optional.empty());
              throw new AssertionError("after its answer");
            }
            default -> done.accept(Optional.empty());
          }
        },
        1,
        Set.of("default"));
    queue.send(new Command.Start(UUID.randomUUID()));
    Awaitility.await().atMost(PATIENCE).until(() -> runs.get() == 3);
    Awaitility.await().atMost(PATIENCE).until(() -> !outcomes.isEmpty());
    assertThat(outcomes)
        .singleElement()
        .satisfies(outcome -> {
          assertThat(outcome.path()).isEqualTo("a");
          assertThat(outcome.result().retryHelps()).isTrue();
          assertThat(outcome.result().failure())
              .isEqualTo(
                  new Failure(
                      "internal", "The worker failed: java.lang.IllegalStateException: no thread"));
        });
    Awaitility.await().atMost(PATIENCE).until(() -> queue.depths().get("tasks") == 0);
  }
}
