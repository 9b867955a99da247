package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.grant.Rights;
import io.aiops.studio.host.grant.TestRights;
import io.aiops.studio.host.grant.Wants;
import io.aiops.studio.host.taskqueue.Command.Result;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plugins at work that ask for what they did not declare: the host refuses, and says so. */
class GrantedCallsTest {

  private final WorkerBench bench = new WorkerBench();
  private final List<String> audit = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    bench.close();
  }

  private Rights rights(String declares) {
    return TestRights.of(
        declares,
        Set.copyOf(Wants.read(declares).texts()),
        (caller, action, subject, details) ->
            audit.add(action + " " + subject + " " + details.get("permission")));
  }

  private interface Ask {
    void of(CallContext context) throws Exception;
  }

  static Stream<Arguments> asks() {
    FileRef file = new FileRef("f", "a.txt", "text/plain", 1);
    return Stream.of(
        Arguments.of(
            "host:evil.example:443",
            "secret:key, host:api.example.com",
            (Ask) context -> context.requireHost(URI.create("https://evil.example/"))),
        Arguments.of(
            "folder:/etc",
            "secret:key, folder:/srv",
            (Ask) context -> context.requireFolder(Path.of("/etc"))),
        Arguments.of(
            "file:read", "secret:key, file:write", (Ask) context -> context.open(file).close()),
        Arguments.of(
            "file:write",
            "secret:key, file:read",
            (Ask)
                context ->
                    context.save("a.txt", "text/plain", new ByteArrayInputStream(new byte[1]))),
        Arguments.of("secret:key", "host:*", (Ask) context -> {}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("asks")
  void a_connector_is_refused_what_it_does_not_declare(String asked, String declares, Ask ask) {
    List<String> entered = new CopyOnWriteArrayList<>();
    bench
        .plugins
        .rights("greedy", rights(declares))
        .settings(
            "greedy",
            Map.of("properties", Map.of("key", Map.of("type", "string", "writeOnly", true))))
        .tool(
            "greedy",
            "go",
            (arguments, context) -> {
              entered.add("in");
              ask.of(context);
              return "out";
            });
    Result result = bench.run(WorkerBench.tool("greedy/go", Map.of()));
    assertThat(result.failure().category()).isEqualTo("denied");
    assertThat(result.retryHelps()).isFalse();
    assertThat(result.failure().message())
        .contains("The plugin 'acme.thing' was refused " + asked)
        .doesNotContain(WorkerBench.SECRET);
    assertThat(audit).containsExactly("plugin.refused acme.thing " + asked);
    assertThat(entered)
        .as("secrets are not even given")
        .hasSize(asked.equals("secret:key") ? 0 : 1);
  }

  @Test
  void an_agent_that_does_not_declare_a_model_asks_none() {
    bench
        .plugins
        .rights("curious", rights("model:other"))
        .agent(
            "curious",
            (task, context) ->
                new AgentResult.Completed(context.generate(WorkerBench.question("hi")).text()));
    Result result = bench.run(WorkerBench.agent("curious"));
    assertThat(result.failure().category()).isEqualTo("denied");
    assertThat(audit).containsExactly("plugin.refused acme.thing model:fake");
    assertThat(bench.asked).isEmpty();
  }

  @Test
  void an_agent_that_catches_the_refusal_got_nothing_and_is_written_down() {
    bench
        .plugins
        .rights("sly", rights(""))
        .agent(
            "sly",
            (task, context) -> {
              for (int i = 0; i < 50; i++) {
                try {
                  context.generate(WorkerBench.question("hi"));
                } catch (RuntimeException refused) {
                  continue;
                }
                return new AgentResult.Completed("got it");
              }
              return new AgentResult.Completed("gave up");
            });
    assertThat(bench.run(WorkerBench.agent("sly")).output()).isEqualTo("gave up");
    assertThat(audit).containsExactly("plugin.refused acme.thing model:fake");
  }

  @Test
  void a_model_plugin_without_the_secret_of_its_connection_is_not_entered() {
    bench
        .plugins
        .rights("fake", rights("host:*"))
        .agent(
            "asks",
            (task, context) ->
                new AgentResult.Completed(context.generate(WorkerBench.question("hi")).text()));
    assertThat(bench.run(WorkerBench.agent("asks")).failure().category()).isEqualTo("denied");
    assertThat(audit).containsExactly("plugin.refused acme.thing secret:key");
    assertThat(bench.asked).isEmpty();
  }
}
