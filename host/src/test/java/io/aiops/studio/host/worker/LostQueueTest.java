package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.taskqueue.Command.Outcome;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskWaits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker runs while the queue that brought it gives it to another. */
@Timeout(30)
class LostQueueTest {

  private final WorkerBench bench = new WorkerBench();
  private final CountDownLatch runs = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);

  @AfterEach
  void close() {
    goesOn.countDown();
    bench.close();
  }

  private void patient() {
    bench.plugins.agent(
        "patient",
        (task, context) -> {
          runs.countDown();
          goesOn.await();
          return new AgentResult.Completed("done");
        });
  }

  @Test
  void others_see_at_once_what_runs_here() throws InterruptedException {
    patient();
    Task task = bench.running(WorkerBench.agent("patient"));
    CompletableFuture<Optional<Outcome>> outcome = new CompletableFuture<>();
    bench.worker.run(task, false, outcome::complete);
    assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(bench.leases.of(task.executionId())).as("so soon").isEmpty();
    bench.worker.lost();
    Awaitility.await().until(() -> !bench.leases.of(task.executionId()).isEmpty());
    assertThat(
            bench.leases.hold(UUID.randomUUID(), List.of(task.attemptOf()), Duration.ofSeconds(15)))
        .as("for another")
        .isEmpty();
    goesOn.countDown();
    assertThat(outcome.join().orElseThrow().result().output()).isEqualTo("done");
  }

  /** Begun in time by another, who died: it is not the queue's time-out that ends it. */
  @Test
  void what_another_runs_has_not_waited_too_long() throws InterruptedException {
    patient();
    Task task =
        bench.running(WorkerBench.agent("patient", new TaskWaits(Duration.ofSeconds(5), null)));
    Set<Leases.Attempt> others =
        bench.leases.hold(UUID.randomUUID(), List.of(task.attemptOf()), Duration.ofMinutes(1));
    assertThat(others).hasSize(1);
    bench.clock.advance(Duration.between(bench.clock.instant(), task.scheduledAt()));
    bench.clock.advance(Duration.ofSeconds(6));
    CompletableFuture<Optional<Outcome>> outcome = new CompletableFuture<>();
    bench.worker.run(task, false, outcome::complete);
    bench.clock.advance(Duration.ofMinutes(2));
    assertThat(runs.await(20, TimeUnit.SECONDS)).as("taken over").isTrue();
    goesOn.countDown();
    assertThat(outcome.join().orElseThrow().result().output()).isEqualTo("done");
  }
}
