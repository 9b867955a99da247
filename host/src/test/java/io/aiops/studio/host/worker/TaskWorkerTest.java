package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.taskqueue.Command.Outcome;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskWaits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a plugin does, the answer is an outcome. */
@Timeout(30)
class TaskWorkerTest {

  private final WorkerBench bench = new WorkerBench();

  @AfterEach
  void close() {
    bench.close();
  }

  /**
   * @param category and what the message must hold
   */
  record Row(String name, Agent agent, String category, boolean retryHelps, String... message) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Row returns(String name, Object output, String category, String... message) {
    return new Row(
        name,
        (task, context) -> new AgentResult.Completed(output),
        category,
        category.equals("internal"),
        message);
  }

  static Stream<Row> bad() {
    Map<String, Object> selfish = new HashMap<>();
    selfish.put("me", selfish);
    return Stream.of(
        new Row(
            "says what is wrong",
            (task, context) -> {
              throw new PluginException(Category.DENIED, "no key");
            },
            "denied",
            false,
            "no key"),
        new Row(
            "throws anything",
            (task, context) -> {
              throw new IllegalStateException("broken");
            },
            "internal",
            true,
            "Agent 'bad' failed: IllegalStateException: broken"),
        new Row(
            "throws without a word",
            (task, context) -> {
              throw new java.io.IOException();
            },
            "internal",
            true,
            "Agent 'bad' failed: IOException"),
        new Row(
            "overflows its stack", TaskWorkerTest::deeper, "internal", true, "StackOverflowError"),
        new Row(
            "misses a class",
            (task, context) -> {
              throw new NoClassDefFoundError("com/acme/Gone");
            },
            "internal",
            true,
            "NoClassDefFoundError: com/acme/Gone"),
        new Row(
            "cannot even say what is wrong",
            (task, context) -> {
              throw new IllegalStateException() {
                @Override
                public String getMessage() {
                  throw new UnsupportedOperationException("twice broken");
                }
              };
            },
            "internal",
            true,
            "Agent 'bad' failed"),
        new Row("returns nothing", (task, context) -> null, "internal", true, "returned null"),
        new Row(
            "asks too much",
            (task, context) ->
                new AgentResult.NeedsApproval("pay?", Map.of("x", "x".repeat(300_000))),
            "invalid-input",
            false,
            "300008 bytes"),
        returns(
            "returns an object",
            Map.of("a", List.of(1, new StringBuilder("x"))),
            "internal",
            "output.a[1] is a java.lang.StringBuilder, which JSON does not know"),
        returns("returns no number", List.of(Double.NaN), "internal", "output[0] is NaN"),
        returns("returns a huge number", List.of(new BigDecimal("1E400")), "internal", "too large"),
        returns("returns odd keys", Map.of(1, 2), "internal", "key that is no string: 1"),
        returns("returns itself", selfish, "internal", "deeper than"),
        returns("returns without end", endless(), "limit-reached", "more than", "as a file"),
        returns(
            "returns a very long text",
            Collections.nCopies(20, "x".repeat(1024 * 1024)),
            "limit-reached",
            "more than",
            "as a file"),
        returns("returns a number of its own", new Half(), "internal", "Half"),
        returns(
            "returns a list that fails",
            new AbstractList<Object>() {
              @Override
              public Object get(int index) {
                throw new AssertionError("not yet loaded");
              }

              @Override
              public int size() {
                return 1;
              }
            },
            "internal",
            "not yet loaded"));
  }

  private static AgentResult deeper(io.aiops.studio.api.AgentTask task, AgentContext context) {
    return deeper(task, context);
  }

  private static List<Object> endless() {
    return new AbstractList<>() {
      @Override
      public Object get(int index) {
        return index;
      }

      @Override
      public int size() {
        return Integer.MAX_VALUE;
      }
    };
  }

  private static final class Half extends Number {
    private static final long serialVersionUID = 1L;

    @Override
    public int intValue() {
      return 0;
    }

    @Override
    public long longValue() {
      return 0;
    }

    @Override
    public float floatValue() {
      return 0.5f;
    }

    @Override
    public double doubleValue() {
      return 0.5;
    }
  }

  @ParameterizedTest
  @MethodSource("bad")
  void what_an_agent_does_badly_becomes_a_failure_that_says_so(Row row) {
    bench.plugins.agent("bad", row.agent());
    Result result = bench.run(WorkerBench.agent("bad"));
    assertThat(result.failure()).isNotNull();
    assertThat(result.failure().category()).isEqualTo(row.category());
    assertThat(result.failure().message()).contains(row.message());
    assertThat(result.retryHelps()).isEqualTo(row.retryHelps());
    assertThat(result.failure().message()).hasSizeLessThan(2_000);
  }

  @Test
  void what_is_json_passes_as_it_is() {
    Map<String, Object> output = new HashMap<>();
    output.put("list", Arrays.asList(1, 2.5, "x", true, null, Map.of()));
    bench.plugins.agent("good", (task, context) -> new AgentResult.Completed(output));
    Result result = bench.run(WorkerBench.agent("good"));
    assertThat(result.failure()).isNull();
    assertThat(result.output()).isEqualTo(output).isNotSameAs(output);
  }

  @Test
  void a_limit_that_was_reached_is_said() {
    bench.plugins.agent("part", (task, context) -> new AgentResult.LimitReached("half", "8 turns"));
    Result result = bench.run(WorkerBench.agent("part"));
    assertThat(result.failure()).isNull();
    assertThat(result.output()).isEqualTo("half");
    assertThat(result.limit()).isEqualTo("8 turns");
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
    Result result = bench.run(WorkerBench.agent("slow", Duration.ofMillis(100)));
    assertThat(result.failure().category()).isEqualTo("timeout");
    assertThat(result.failure().message()).contains("did not end within PT0.1S");
    assertThat(result.retryHelps()).isTrue();
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
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
              for (int i = 0; i < 10; i++) {
                context.progress("still here");
                assertThat(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)).isFalse();
              }
              return new AgentResult.Completed("done");
            });
    TaskWaits waits = new TaskWaits(null, Duration.ofMillis(500));
    Result silent = bench.run(WorkerBench.agent("silent", waits));
    assertThat(silent.failure().category()).isEqualTo("timeout");
    assertThat(silent.failure().message()).contains("no sign of life", "PT0.5S");
    assertThat(silent.retryHelps()).isTrue();
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(bench.run(WorkerBench.agent("lively", waits)).output()).isEqualTo("done");
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
        assertThat(caller.join(Duration.ofSeconds(15))).isTrue();
      }
      assertThat(spinning).allMatch(r -> r.get().failure().category().equals("timeout"));
      Result result = bench.run(WorkerBench.agent("good", Duration.ofSeconds(10)));
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
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
    assertThat(outcome.get()).isEmpty();
    assertThat(cancelled).isTrue();
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

  @Test
  void the_context_is_of_no_use_after_the_end() {
    AtomicReference<AgentContext> kept = new AtomicReference<>();
    bench.plugins.agent(
        "keeps",
        (task, context) -> {
          kept.set(context);
          return new AgentResult.Completed(null);
        });
    bench.run(WorkerBench.agent("keeps"));
    assertThat(kept.get().cancelled()).isTrue();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> kept.get().generate(WorkerBench.question("late")))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("has ended");
    assertThat(bench.asked).isEmpty();
  }

  @Test
  void a_plugin_sees_its_own_class_loader_and_the_worker_keeps_its_own() {
    AtomicReference<ClassLoader> seen = new AtomicReference<>();
    bench.plugins.agent(
        "looks",
        (task, context) -> {
          seen.set(Thread.currentThread().getContextClassLoader());
          return new AgentResult.Completed(null);
        });
    ClassLoader mine = new ClassLoader() {};
    Thread.currentThread().setContextClassLoader(mine);
    try {
      bench.run(WorkerBench.agent("looks"));
      assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(mine);
    } finally {
      Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }
    assertThat(seen.get()).isSameAs(getClass().getClassLoader());
  }

  @Test
  void what_is_missing_or_not_granted_is_named() {
    assertThat(bench.run(WorkerBench.agent("gone")).failure().message())
        .contains("There is no agent 'gone' now. Install or enable the plugin");
    bench.plugins.agent(
        "grabs",
        (task, context) -> new AgentResult.Completed(context.call("vault__open", Map.of())));
    assertThat(bench.run(WorkerBench.agent("grabs")).failure())
        .satisfies(failure -> {
          assertThat(failure.category()).isEqualTo("denied");
          assertThat(failure.message()).contains("'vault__open' was not granted");
        });
  }

  @Test
  void arguments_that_do_not_fit_never_reach_the_tool() {
    Result result = bench.run(WorkerBench.tool("voice/shout", Map.of("text", 7)));
    assertThat(result.failure().category()).isEqualTo("invalid-input");
    assertThat(result.failure().message()).contains("voice/shout").contains("text:");
    assertThat(bench.shouted).isEmpty();
  }

  @Test
  void a_model_that_answers_nothing_is_named() {
    bench.plugins.model(
        "fake",
        new ModelProvider() {
          @Override
          public ModelResponse generate(ModelRequest request, CallContext context) {
            return null;
          }

          @Override
          public List<String> models(CallContext context) {
            return List.of();
          }
        });
    bench.plugins.agent(
        "asks",
        (task, context) ->
            new AgentResult.Completed(context.generate(WorkerBench.question("?")).text()));
    Result result = bench.run(WorkerBench.agent("asks"));
    assertThat(result.failure().category()).isEqualTo("internal");
    assertThat(result.failure().message()).contains("Model 'fake/m1' returned null");
    assertThat(result.calls()).hasSize(1);
  }

  @Test
  void transforms_run_here_and_fail_with_their_expression() {
    assertThat(bench.run(WorkerBench.transform("a + 1", Map.of("a", 2))).output()).isEqualTo(3);
    Result result = bench.run(WorkerBench.transform("$length(a)", Map.of("a", 2)));
    assertThat(result.failure().category()).isEqualTo("invalid-input");
    assertThat(result.failure().message()).contains("$length(a)");
    assertThat(result.retryHelps()).isFalse();
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
      assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
    }
  }
}
