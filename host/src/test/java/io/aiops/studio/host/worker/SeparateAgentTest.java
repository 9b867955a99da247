package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.Agent;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.isolate.PluginProcesses;
import io.aiops.studio.host.isolate.SeparateConfig;
import io.aiops.studio.host.plugin.SeparateProcesses;
import io.aiops.studio.host.plugin.TestJars;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The worker runs an agent in a process of its own with the same records, limits and sentences. */
@Timeout(120)
class SeparateAgentTest {

  @TempDir static Path folder;

  private static PluginProcesses processes;
  private static SeparateProcesses.Running plugin;

  private final WorkerBench bench = new WorkerBench();

  @BeforeAll
  static void start() {
    processes = new PluginProcesses(folder.resolve("separate"), SeparateConfig.DEFAULT);
    plugin =
        processes.start(
            "acme.agents",
            TestJars.bundle("acme.agents", "1.0.0")
                .component(
                    "Asks",
                    "Agent",
                    "asks",
                    """
                    public AgentResult run(AgentTask task, AgentContext context) throws Exception {
                      String first = context.generate(new ModelRequest("", List.of(Message.user("one")), List.of(), Map.of())).text();
                      return new AgentResult.Completed(List.of(first, context.call("voice__shout", Map.of("text", first))));
                    }
                    """)
                .component(
                    "Breaks", "Agent", "breaks", throwing("new IllegalStateException(\"broken\")"))
                .component(
                    "Oversteps",
                    "Agent",
                    "oversteps",
                    "public AgentResult run(AgentTask task, AgentContext context) throws Exception { context.call(\"voice__whisper\", Map.of()); return null; }")
                .component(
                    "Nothing",
                    "Agent",
                    "nothing",
                    "public AgentResult run(AgentTask task, AgentContext context) { return null; }")
                .component(
                    "Loops",
                    "Agent",
                    "loops",
                    "public AgentResult run(AgentTask task, AgentContext context) { while (true) { Thread.onSpinWait(); } }")
                .component(
                    "Exits",
                    "Agent",
                    "exits",
                    "public AgentResult run(AgentTask task, AgentContext context) { System.exit(1); return null; }")
                .build(),
            line -> {});
  }

  private static String throwing(String what) {
    return "public AgentResult run(AgentTask task, AgentContext context) { throw " + what + "; }";
  }

  @AfterAll
  static void stop() {
    processes.close();
  }

  @BeforeEach
  void serve() {
    plugin.offers().forEach(offer -> bench.plugins.agent(offer.name(), (Agent) offer.service()));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void its_calls_are_recorded_and_read_when_the_task_comes_again() {
    Task task = WorkerBench.agent("asks");
    Result first = bench.run(task);
    assertThat(first.output()).isEqualTo(List.of("answer 1", Map.of("loud", "answer 1!", "n", 1)));
    assertThat(first.calls())
        .extracting(CallRecord::name)
        .containsExactly("fake/m1", "voice/shout");
    assertThat(bench.runAgain(task)).isEqualTo(first);
    assertThat(bench.asked).hasSize(1);
    assertThat(bench.shouted).containsExactly("answer 1");
  }

  @Test
  void what_its_step_did_not_grant_is_denied() {
    Result result = bench.run(WorkerBench.agent("oversteps"));
    assertThat(result.failure().category()).isEqualTo("denied");
    assertThat(result.failure().message()).contains("'voice__whisper' was not granted");
  }

  @Test
  void its_failures_read_as_those_of_any_agent() {
    assertThat(bench.run(WorkerBench.agent("breaks")).failure().message())
        .isEqualTo("Agent 'breaks' failed: IllegalStateException: broken");
    assertThat(bench.run(WorkerBench.agent("nothing")).failure().message())
        .isEqualTo("Agent 'nothing' returned null, not a result");
  }

  @Test
  void one_that_loops_is_answered_for_at_its_time_out_and_there_is_another_process() {
    Result result = bench.run(WorkerBench.agent("loops", Duration.ofMillis(300)));
    assertThat(result.failure().category()).isEqualTo("timeout");
    assertThat(result.failure().message()).contains("did not end within PT0.3S");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(bench.run(WorkerBench.agent("breaks")).failure().message())
                .contains("broken"));
  }

  @Test
  void one_that_ends_its_process_fails_so_that_it_is_tried_again() {
    Result result = bench.run(WorkerBench.agent("exits"));
    assertThat(result.failure().category()).isEqualTo("unavailable");
    assertThat(result.failure().message())
        .contains("The process of plugin 'acme.agents' ended with exit code 1");
    assertThat(result.retryHelps()).isTrue();
    assertThat(bench.run(WorkerBench.agent("breaks")).failure().message()).contains("broken");
  }
}
