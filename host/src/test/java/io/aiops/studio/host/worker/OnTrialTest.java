package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a version on trial fails at is laid to it, not to the step. */
class OnTrialTest {

  private final WorkerBench bench = new WorkerBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private Result runs(String agent) {
    return bench.run(WorkerBench.agent(agent));
  }

  private static void assertPostponed(Result result, String message) {
    assertThat(result.failure()).isNotNull();
    assertThat(result.failure().category()).isEqualTo("plugin-on-trial");
    assertThat(result.failure().message()).contains(message);
    assertThat(result.retryHelps()).isTrue();
    assertThat(result.retryAfter()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void an_agent_on_trial_that_fails_is_tried_again() {
    bench.plugins.onTrial = true;
    bench.plugins.agent(
        "fails",
        (task, context) -> {
          throw new PluginException(Category.INVALID_INPUT, "no such thing");
        });
    assertPostponed(runs("fails"), "fails 1.0.0 has just been installed and failed");
    bench.plugins.onTrial = false;
    assertThat(runs("fails").failure().category()).isEqualTo("invalid-input");
  }

  @Test
  void an_agent_that_fails_for_a_tool_on_trial_is_tried_again_and_one_that_copes_is_done() {
    bench.plugins.onTrial = true;
    bench.plugins.connector(
        "voice",
        () ->
            List.of(
                WorkerBench.tool(
                    "shout",
                    (arguments, context) -> {
                      throw new IllegalStateException("hoarse");
                    })));
    assertPostponed(bench.run(WorkerBench.tool("voice/shout", Map.of())), "hoarse");
    bench.plugins.agent(
        "copes", (task, context) -> new AgentResult.Completed(Map.of("done", true)));
    assertThat(runs("copes").failure()).isNull();
  }

  /** It ends as if it had been cancelled, which else is nobody's fault. */
  @Test
  void an_agent_that_gives_up_for_a_tool_on_trial_is_tried_again_and_else_has_given_up() {
    bench.plugins.tool(
        "voice",
        "shout",
        (arguments, context) -> {
          throw new IllegalStateException("hoarse");
        });
    bench.plugins.agent(
        "gives-up",
        (task, context) -> {
          try {
            return new AgentResult.Completed(context.call("voice__shout", Map.of()));
          } catch (PluginException e) {
            throw new PluginException(Category.CANCELLED, "not without a voice");
          }
        });
    bench.plugins.onTrial = true;
    Result postponed = runs("gives-up");
    assertPostponed(postponed, "voice 1.0.0 has just been installed and failed");
    assertThat(postponed.failure().plugin()).isEqualTo("voice 1.0.0");
    bench.plugins.onTrial = false;
    Result cancelled = runs("gives-up");
    assertThat(cancelled.failure().category()).isEqualTo("cancelled");
    assertThat(cancelled.failure().plugin()).as("nobody's fault").isNull();
  }

  @Test
  void why_a_call_failed_is_told_to_its_plugin_and_what_it_was_lent_before_it_is_made() {
    bench.plugins.connector(
        "voice",
        () ->
            List.of(
                WorkerBench.tool(
                    "shout",
                    (arguments, context) -> {
                      assertThat(bench.plugins.lent)
                          .contains(String.valueOf(context.settings().get("key")));
                      throw new IllegalStateException("hoarse");
                    })));
    Task task = WorkerBench.tool("voice/shout", Map.of());
    bench.run(task);
    assertThat(bench.plugins.notes)
        .containsExactly(
            "voice 1.0.0 for "
                + task.workspaceId()
                + ": Tool 'voice/shout' failed: IllegalStateException: hoarse");
  }

  @Test
  void what_is_not_on_a_node_that_lacks_plugins_goes_to_a_node_again() {
    bench.plugins.behind = true;
    Result result = runs("nobody");
    assertThat(result.failure().category()).isEqualTo("not-here");
    assertThat(result.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    bench.plugins.behind = false;
    assertThat(runs("nobody").failure().category()).isEqualTo("unavailable");
  }
}
