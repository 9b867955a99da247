package io.aiops.studio.host.worker;

import static io.aiops.studio.host.worker.WorkerBench.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.Tool;
import io.aiops.studio.host.taskqueue.Command.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A careless plugin says its secret; nobody hears it. */
class SecretsStayInsideTest {

  private static final Logger LOGS = Logger.getLogger("io.aiops.studio.host.worker");

  private final WorkerBench bench = new WorkerBench();
  private final List<String> logged = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          java.io.StringWriter stack = new java.io.StringWriter();
          if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new java.io.PrintWriter(stack));
          }
          logged.add(record.getMessage() + stack);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGS.setLevel(Level.ALL);
    LOGS.addHandler(handler);
  }

  @AfterEach
  void close() {
    LOGS.removeHandler(handler);
    LOGS.setLevel(null);
    bench.close();
  }

  static Stream<Arguments> careless() {
    return Stream.of(
        Arguments.of(
            "in a failure it understands",
            (Tool.Function)
                (arguments, context) -> {
                  throw new PluginException(
                      Category.RATE_LIMITED,
                      "401 for Bearer " + context.settings().get("key") + " at acme.example",
                      Duration.ofSeconds(7),
                      null);
                }),
        Arguments.of(
            "in a failure it does not understand",
            (Tool.Function)
                (arguments, context) -> {
                  throw new IllegalStateException(
                      "bad", new IllegalArgumentException("key=" + context.settings().get("key")));
                }),
        Arguments.of(
            "in a message with it",
            (Tool.Function)
                (arguments, context) -> {
                  throw new java.io.IOException(
                      "https://u:" + context.settings().get("key") + "@x");
                }),
        Arguments.of(
            "in its answer",
            (Tool.Function)
                (arguments, context) ->
                    Map.of(
                        "headers",
                        List.of("Authorization: " + context.settings().get("key")),
                        context.settings().get("key") + "",
                        1)),
        Arguments.of(
            "in its progress",
            (Tool.Function)
                (arguments, context) -> {
                  context.progress("connecting with " + context.settings().get("key"));
                  return null;
                }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("careless")
  void nobody_sees_it(String name, Tool.Function function) {
    bench.plugins.connector("careless", () -> List.of(WorkerBench.tool("t", function)));
    bench.plugins.settings(
        "careless", Map.of("properties", Map.of("key", Map.of("writeOnly", true))));
    Result result = bench.run(WorkerBench.tool("careless/t", Map.of()));
    assertThat(result.toString()).as(name).doesNotContain(SECRET);
    assertThat(bench.progress.toString()).doesNotContain(SECRET);
    assertThat(logged.toString()).doesNotContain(SECRET);
    if (result.failure() != null && result.failure().category().equals("rate-limited")) {
      assertThat(result.failure().message()).isEqualTo("401 for Bearer ******** at acme.example");
      assertThat(result.retryAfter()).isEqualTo(Duration.ofSeconds(7));
      assertThat(result.calls().getFirst().failure().message()).contains("********");
    }
  }

  @Test
  void not_even_the_agent_whose_tool_failed() {
    bench.plugins.connector(
        "careless",
        () ->
            List.of(
                WorkerBench.tool(
                    "shout",
                    (arguments, context) -> {
                      throw new PluginException(Category.DENIED, "key " + context.settings());
                    })));
    bench.plugins.connector(
        "voice",
        () ->
            List.of(
                WorkerBench.tool(
                    "shout",
                    (arguments, context) -> {
                      throw new PluginException(Category.DENIED, "key " + context.settings());
                    })));
    bench.plugins.agent(
        "repeats",
        (task, context) -> {
          try {
            context.call("voice__shout", Map.of());
          } catch (PluginException e) {
            return new AgentResult.Completed(e.getMessage() + e.getCause());
          }
          return new AgentResult.Completed(null);
        });
    assertThat(bench.run(WorkerBench.agent("repeats")).output().toString())
        .contains("key {")
        .contains("acme.example")
        .doesNotContain(SECRET);
  }
}
