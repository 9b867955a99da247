package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.taskqueue.Command.Result;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a task comes to, and what it may use on its way. */
@Timeout(120)
class TaskWorkerTest {

  private final WorkerBench bench = new WorkerBench();

  @AfterEach
  void close() {
    bench.close();
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
    assertThatThrownBy(() -> kept.get().generate(WorkerBench.question("late")))
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
    Result large = bench.run(WorkerBench.transform("[1..1000001]", Map.of()));
    assertThat(large.failure().category()).isEqualTo("limit-reached");
    assertThat(large.failure().message())
        .contains("What the expression gives has more than 1000000");
  }
}
