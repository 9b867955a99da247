package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.taskqueue.Command.Outcome;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskWaits;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker runs while the queue that brought it gives it to another. */
@Timeout(120)
class LostQueueTest {

  private final WorkerBench bench = new WorkerBench();
  private final CountDownLatch runs = new CountDownLatch(1);
  private final AtomicInteger running = new AtomicInteger();
  private final CountDownLatch goesOn = new CountDownLatch(1);

  @AfterEach
  void close() {
    goesOn.countDown();
    bench.close();
  }

  private void patient() {
    patient(bench);
  }

  private void patient(WorkerBench bench) {
    bench.plugins.agent(
        "patient",
        (task, context) -> {
          running.incrementAndGet();
          runs.countDown();
          goesOn.await();
          return new AgentResult.Completed("done");
        });
  }

  @Test
  void others_see_at_once_what_runs_here() throws InterruptedException {
    try (WorkerBench slow = new WorkerBench(UnaryOperator.identity(), Duration.ofMinutes(1))) {
      patient(slow);
      Task task = slow.running(WorkerBench.agent("patient"));
      CompletableFuture<Optional<Outcome>> outcome = new CompletableFuture<>();
      slow.worker.run(task, false, outcome::complete);
      assertThat(runs.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(slow.leases.of(task.executionId())).as("so soon").isEmpty();
      slow.worker.lost();
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> !slow.leases.of(task.executionId()).isEmpty());
      assertThat(
              slow.leases.hold(
                  UUID.randomUUID(), List.of(task.attemptOf()), Duration.ofSeconds(15)))
          .as("for another")
          .isEmpty();
      goesOn.countDown();
      assertThat(outcome.join().orElseThrow().result().output()).isEqualTo("done");
    }
  }

  /** A node died between its two commits: the task is sent again, and its first worker lives. */
  @Test
  void what_came_again_waits_until_whoever_has_the_first_has_said_so() throws InterruptedException {
    patient();
    Task task = bench.running(WorkerBench.agent("patient"));
    CompletableFuture<Optional<Outcome>> first = new CompletableFuture<>();
    bench.worker.run(task, false, first::complete);
    assertThat(runs.await(60, TimeUnit.SECONDS)).isTrue();
    try (TaskWorker other = bench.another()) {
      CompletableFuture<Optional<Outcome>> second = new CompletableFuture<>();
      other.run(task, true, second::complete);
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> bench.leases.asked(task.attemptOf()) > 3);
      assertThat(running).as("at work").hasValue(1);
      goesOn.countDown();
      assertThat(first.join().orElseThrow().result().output()).isEqualTo("done");
    }
  }

  /** It waited in a long queue while the one that was sent again was begun. */
  @Test
  void what_was_sent_long_ago_is_left_to_whoever_has_begun_with_it() {
    patient();
    Task task = bench.running(WorkerBench.agent("patient"));
    bench.leases.hold(UUID.randomUUID(), List.of(task.attemptOf()), Duration.ofMinutes(1));
    bench.clock.advance(Duration.between(bench.clock.instant(), task.scheduledAt()));
    bench.clock.advance(Duration.ofSeconds(6));
    CompletableFuture<Optional<Outcome>> outcome = new CompletableFuture<>();
    bench.worker.run(task, false, outcome::complete);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> bench.leases.asked(task.attemptOf()) > 2);
    assertThat(running).as("at work").hasValue(0);
  }

  /** It waited for its turn while the queue was lost: nobody could see that it was taken. */
  @Test
  void what_had_not_begun_is_asked_for_when_it_begins() throws InterruptedException {
    patient();
    CountDownLatch begun = new CountDownLatch(1);
    bench.plugins.agent(
        "next",
        (task, context) -> {
          begun.countDown();
          return new AgentResult.Completed("next");
        });
    Task task = bench.running(WorkerBench.agent("next"));
    bench.leases.hold(UUID.randomUUID(), List.of(task.attemptOf()), Duration.ofMinutes(1));
    List<CompletableFuture<Optional<Outcome>>> before = new ArrayList<>();
    for (int i = 0; i < WorkerBench.MOST; i++) {
      CompletableFuture<Optional<Outcome>> outcome = new CompletableFuture<>();
      before.add(outcome);
      bench.worker.run(bench.running(WorkerBench.agent("patient")), false, outcome::complete);
    }
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> running.get() == WorkerBench.MOST);
    CompletableFuture<Optional<Outcome>> outcome = new CompletableFuture<>();
    bench.worker.run(task, false, outcome::complete);
    bench.worker.lost();
    goesOn.countDown();
    before.forEach(CompletableFuture::join);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> bench.leases.asked(task.attemptOf()) > 1);
    assertThat(begun.getCount()).as("another has it").isEqualTo(1);
  }

  @Test
  void a_task_is_answered_whatever_the_leases_throw() {
    AtomicInteger asked = new AtomicInteger();
    try (WorkerBench refused = new WorkerBench(leases -> failingOnce(leases, asked))) {
      refused.plugins.agent("quick", (task, context) -> new AgentResult.Completed("done"));
      Task task = refused.running(WorkerBench.agent("quick"));
      assertThat(refused.run(task, true).orElseThrow().result().output()).isEqualTo("done");
    }
    assertThat(asked).hasValueGreaterThan(1);
  }

  private static Leases failingOnce(Leases leases, AtomicInteger asked) {
    return (Leases)
        Proxy.newProxyInstance(
            Leases.class.getClassLoader(),
            new Class<?>[] {Leases.class},
            (proxy, method, arguments) -> {
              if (asked.getAndIncrement() == 0) {
                throw new IllegalStateException("cannot execute in a read-only transaction");
              }
              return method.invoke(leases, arguments);
            });
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
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> bench.leases.asked(task.attemptOf()) > 1);
    bench.clock.advance(Duration.ofMinutes(2));
    assertThat(runs.await(60, TimeUnit.SECONDS)).as("taken over").isTrue();
    goesOn.countDown();
    assertThat(outcome.join().orElseThrow().result().output()).isEqualTo("done");
  }
}
