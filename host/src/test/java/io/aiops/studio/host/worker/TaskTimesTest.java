package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.host.taskqueue.Command.Outcome;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskWaits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What takes too long, or is not wanted any more, is ended. */
@Timeout(180)
class TaskTimesTest {

  /** Longer than a machine stands that does other things too. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(6);

  private final WorkerBench bench = new WorkerBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_plugin_that_does_not_end_is_interrupted_at_its_time_out() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    bench.plugins.agent(
        "slow",
        (task, context) -> {
          try {
            new CountDownLatch(1).await();
            return new AgentResult.Completed(null);
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
        });
    Result result = bench.run(WorkerBench.agent("slow", Duration.ofSeconds(2)));
    assertThat(result.failure().category()).isEqualTo("timeout");
    assertThat(result.failure().message()).contains("did not end within PT2S");
    assertThat(result.retryHelps()).isTrue();
    assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
  }

  private CompletableFuture<Optional<Outcome>> begin(Task task) {
    CompletableFuture<Optional<Outcome>> outcome = new CompletableFuture<>();
    bench.worker.run(task, false, outcome::complete);
    return outcome;
  }

  @Test
  void who_gives_no_sign_of_life_is_interrupted_and_who_does_is_not() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    bench
        .plugins
        .agent(
            "silent",
            (task, context) -> {
              try {
                new CountDownLatch(1).await();
                return new AgentResult.Completed(null);
              } finally {
                interrupted.countDown();
              }
            })
        .agent(
            "lively",
            (task, context) -> {
              for (int i = 0; i < 80; i++) {
                context.progress("still here");
                assertThat(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)).isFalse();
              }
              return new AgentResult.Completed("done");
            });
    TaskWaits waits = new TaskWaits(null, HEARTBEAT);
    CompletableFuture<Optional<Outcome>> lively = begin(WorkerBench.agent("lively", waits));
    Result silent = bench.run(WorkerBench.agent("silent", waits));
    assertThat(silent.failure().category()).isEqualTo("timeout");
    assertThat(silent.failure().message()).contains("no sign of life", HEARTBEAT.toString());
    assertThat(silent.retryHelps()).isTrue();
    assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(lively.join().orElseThrow().result().output()).isEqualTo("done");
  }

  @Test
  void a_tool_of_a_step_of_its_own_has_to_give_the_signs_of_life() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    bench
        .plugins
        .tool(
            "silent",
            "wait",
            (arguments, context) -> {
              try {
                new CountDownLatch(1).await();
                return null;
              } finally {
                interrupted.countDown();
              }
            })
        .tool(
            "lively",
            "wait",
            (arguments, context) -> {
              for (int i = 0; i < 80; i++) {
                context.progress("still here");
                assertThat(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)).isFalse();
              }
              return "done";
            });
    TaskWaits waits = new TaskWaits(null, HEARTBEAT);
    CompletableFuture<Optional<Outcome>> lively = begin(WorkerBench.tool("lively/wait", waits));
    Result silent = bench.run(WorkerBench.tool("silent/wait", waits));
    assertThat(silent.failure().category()).isEqualTo("timeout");
    assertThat(silent.failure().message())
        .contains("silent/wait", "no sign of life", HEARTBEAT.toString());
    assertThat(silent.retryHelps()).isTrue();
    assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(lively.join().orElseThrow().result().output()).isEqualTo("done");
  }

  @Test
  void an_agent_that_waits_for_its_tool_is_not_silent() {
    bench
        .plugins
        .tool(
            "slow",
            "work",
            (arguments, context) -> {
              assertThat(new CountDownLatch(1).await(8, TimeUnit.SECONDS)).isFalse();
              return "done";
            })
        .agent(
            "patient",
            (task, context) -> new AgentResult.Completed(context.call("slow__work", Map.of())));
    TaskWaits waits = new TaskWaits(null, HEARTBEAT);
    Result result =
        bench.run(WorkerBench.shouting("patient").tools(List.of("slow/work")).waits(waits).task());
    assertThat(result.output()).isEqualTo("done");
  }

  @Test
  void a_task_that_waited_too_long_for_a_worker_is_not_begun() {
    bench.plugins.agent(
        "never",
        (task, context) -> {
          throw new AssertionError("was run");
        });
    Task task =
        bench.running(WorkerBench.agent("never", new TaskWaits(Duration.ofSeconds(5), null)));
    bench.clock.advance(Duration.between(bench.clock.instant(), task.scheduledAt()));
    bench.clock.advance(Duration.ofSeconds(6));
    Result result = bench.run(task);
    assertThat(result.failure().category()).isEqualTo("timeout");
    assertThat(result.failure().message()).contains("queueTimeout of PT5S");
  }

  /** As many as there are processors, and one: on shared carriers nothing else would ever run. */
  @Test
  void plugins_that_ignore_interruption_keep_nobody_else_from_working() throws Exception {
    AtomicBoolean released = new AtomicBoolean();
    bench
        .plugins
        .agent(
            "spins",
            (task, context) -> {
              while (!released.get()) {
                Thread.onSpinWait();
              }
              return new AgentResult.Completed("late");
            })
        .agent("good", (task, context) -> new AgentResult.Completed("done"));
    try {
      List<AtomicReference<Result>> spinning = new ArrayList<>();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
        AtomicReference<Result> result = new AtomicReference<>();
        spinning.add(result);
        callers.add(
            Thread.ofPlatform()
                .start(() ->
                    result.set(bench.run(WorkerBench.agent("spins", Duration.ofMillis(200))))));
      }
      for (Thread caller : callers) {
        assertThat(caller.join(Duration.ofSeconds(60))).isTrue();
      }
      assertThat(spinning).allMatch(r -> r.get().failure().category().equals("timeout"));
      Result result = bench.run(WorkerBench.agent("good", Duration.ofSeconds(60)));
      assertThat(result.output()).isEqualTo("done");
    } finally {
      released.set(true);
    }
  }

  @Test
  void cancelling_interrupts_the_plugin_and_nobody_is_told() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    AtomicBoolean cancelled = new AtomicBoolean();
    bench.plugins.agent(
        "slow",
        (task, context) -> {
          began.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            cancelled.set(context.cancelled());
          }
          ended.countDown();
          return new AgentResult.Completed("late");
        });
    Task task = WorkerBench.agent("slow");
    AtomicReference<Optional<Outcome>> outcome = new AtomicReference<>();
    Thread caller = Thread.ofPlatform().start(() -> outcome.set(bench.run(task, false)));
    began.await();
    bench.worker.stop(task.executionId());
    assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(caller.join(Duration.ofSeconds(60))).isTrue();
    assertThat(outcome.get()).isEmpty();
    assertThat(cancelled).isTrue();
  }

  @Test
  void many_tasks_of_one_execution_are_stopped_together() throws Exception {
    CountDownLatch began = new CountDownLatch(5);
    bench.plugins.agent(
        "slow",
        (task, context) -> {
          began.countDown();
          new CountDownLatch(1).await();
          return new AgentResult.Completed(null);
        });
    Task task = WorkerBench.agent("slow");
    List<Thread> callers =
        IntStream.range(0, 5)
            .mapToObj(i -> Thread.ofPlatform().start(() -> bench.run(task, false)))
            .toList();
    began.await();
    bench.worker.stop(task.executionId());
    for (Thread caller : callers) {
      assertThat(caller.join(Duration.ofSeconds(60))).isTrue();
    }
  }

  @Test
  void a_task_of_an_execution_that_has_ended_is_not_run() {
    bench.plugins.agent(
        "never",
        (task, context) -> {
          throw new AssertionError("was run");
        });
    Task task = WorkerBench.agent("never");
    assertThat(bench.run(task, true)).isEmpty();
    bench.clock.advance(Duration.ofSeconds(3));
    assertThat(bench.run(task, false)).isEmpty();
  }
}
