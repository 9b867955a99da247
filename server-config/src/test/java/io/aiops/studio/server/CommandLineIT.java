package io.aiops.studio.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What people script: a workflow from the shell, a plugin of one's own. */
@ExtendWith(SharedServer.class)
class CommandLineIT {

  private static final String ASKS =
      """
      schema: aiops-studio/workflow/v1
      name: %s
      steps:
        - {id: ask, kind: tool, tool: %s/get, input: {url: /}}
      """;

  private static final String WAITS =
      """
      schema: aiops-studio/workflow/v1
      name: %s
      steps:
        - {id: paid, kind: signal, signal: paid}
      output: {by: "{{ steps.paid.output.by }}"}
      """;

  private final StudioServer server;

  CommandLineIT(StudioServer server) {
    this.server = server;
  }

  @Test
  void log_triage_counts_what_grep_counts() throws Exception {
    Path log = SeededLog.write(server.data().resolve("big.log"));
    assertThat(Files.size(log)).isGreaterThan(8L * 1024 * 1024);
    var ended = server.runs("exec", "log-triage", "--json", "--input", "file=@" + log);
    assertThat(ended.code()).as(ended.output()).isZero();
    JsonNode output = Api.JSON.readTree(ended.printed()).get("output");
    assertThat(output.get("lines").asInt()).isEqualTo(SeededLog.grep("", log));
    assertThat(output.get("errors").asInt()).isEqualTo(SeededLog.grep(" ERROR ", log));
    assertThat(output.get("warnings").asInt()).isEqualTo(SeededLog.grep(" WARN ", log));

    var live = server.runs("exec", "log-triage", "--input", "file=@" + log);
    assertThat(live.output()).contains("parse", "summarise", "completed", ".md");
    assertThat(Files.readString(server.data().resolve("big-triage-2.md")))
        .startsWith("# Log triage: big.log")
        .contains("Simulated");
  }

  @Test
  void the_exit_code_tells_that_an_execution_failed_and_why() throws IOException {
    Path file = server.data().resolve("fails.yaml");
    Files.writeString(
        file,
        """
        schema: aiops-studio/workflow/v1
        name: fails
        steps:
          - id: read
            kind: tool
            tool: text/read
            retry: {attempts: 1}
            input: {file: {file: 00000000-0000-0000-0000-000000000000, name: x, mediaType: text/plain, size: 1}}
        """);
    assertThat(server.runs("validate", file.toString()).code()).isZero();
    assertThat(server.runs("apply", file.toString()).code()).isZero();
    var ended = server.runs("exec", "fails");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output()).contains("not-found");
    assertThat(server.runs("exec", "no-such-workflow").code()).isEqualTo(1);
  }

  @Test
  void validate_names_all_problems_at_once() throws IOException {
    Path file = server.data().resolve("wrong.yaml");
    Files.writeString(
        file,
        """
        schema: aiops-studio/workflow/v1
        name: wrong
        steps:
          - {id: a, kind: agnt, agent: echo}
          - {id: b, kind: agent, agent: ecko}
        edges:
          - {from: b, to: nowhere}
        """);
    var ended = server.runs("validate", file.toString());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output()).contains("'agnt'", "'ecko'", "nowhere", "steps[0].kind");
  }

  @Test
  void a_plugin_of_ones_own_is_built_installed_and_used_without_a_restart() throws IOException {
    assertThat(server.runs("plugin", "new", "shout").code()).isZero();
    var built = server.runs("plugin", "build", "shout");
    assertThat(built.code()).as(built.output()).isZero();
    Path jar;
    try (var jars = Files.newDirectoryStream(server.data().resolve("shout/target"), "shout*.jar")) {
      jar = jars.iterator().next();
    }
    long before = server.pid();
    assertThat(server.runs("plugin", "install", jar.toString()).code()).isZero();
    assertThat(server.runs("plugin", "list").output()).contains("shout");
    Path file = server.data().resolve("loud.yaml");
    Files.writeString(
        file,
        """
        schema: aiops-studio/workflow/v1
        name: loud
        steps:
          - {id: a, kind: agent, agent: shout, instruction: hello}
        """);
    assertThat(server.runs("apply", file.toString()).code()).isZero();
    var ran = server.runs("exec", "loud");
    assertThat(ran.code()).as(ran.output()).isZero();
    assertThat(server.pid()).isEqualTo(before);
    assertThat(server.runs("plugin", "install", file.toString()).code()).isEqualTo(1);
  }

  @Test
  void a_trigger_is_saved_from_a_file_fired_and_shown_with_what_it_started() throws IOException {
    Path file = server.data().resolve("by-hand.json");
    String workflow = Greeting.saved(server.api(), "by-hand");
    String trigger = Greeting.fresh("by-hand");
    Files.writeString(
        file,
        "{\"workflow\":\"%s\",\"inputs\":{\"who\":\"Ada\"},\"queue\":{}}".formatted(workflow));
    var saved = server.runs("triggers", "apply", trigger, file.toString());
    assertThat(saved.code()).as(saved.output()).isZero();
    String execution = server.runs("triggers", "fire", trigger).printed().strip();
    assertThat(server.runs("show", execution, "--follow").code()).isZero();
    assertThat(server.runs("triggers", "show", trigger).printed())
        .containsPattern("HAND +STARTED +" + execution);
    String definition = server.runs("triggers", "show", trigger, "--definition").printed();
    Files.writeString(file, definition.replace("Ada", "Bob"));
    assertThat(server.runs("triggers", "apply", trigger, file.toString()).code()).isZero();
    assertThat(server.runs("triggers", "show", trigger).printed()).contains("{\"who\":\"Bob\"}");
    assertThat(server.runs("triggers", "disable", trigger).code()).isZero();
    assertThat(server.runs("triggers", "list").printed()).containsPattern(trigger + " +off");
    assertThat(server.runs("triggers", "remove", trigger).code()).isZero();
    assertThat(server.runs("triggers", "show", trigger).code()).isEqualTo(1);
  }

  @Test
  void a_dead_letter_that_is_gone_is_told() {
    assertThat(server.runs("dead-letters", "list").code()).isZero();
    var ended = server.runs("dead-letters", "drop", "11111111-1111-4111-8111-111111111111");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said()).contains("dead letter '11111111-1111-4111-8111-111111111111'");
  }

  @Test
  void a_dead_letter_is_listed_edited_and_sent_again() throws Exception {
    String name = Greeting.fresh("waits");
    String refused = Greeting.fresh("mallory");
    Path file = server.data().resolve("command.json");
    server.api().save(WAITS.formatted(name));
    String execution = server.api().start(name, Map.of());
    try (RefusedEvents unused = new RefusedEvents(server, refused)) {
      Map<String, Object> signal = Map.of("name", "paid", "payload", Map.of("by", refused));
      server.api().post("/executions/" + execution + "/signals", signal).expect(202);
      String id =
          await()
              .atMost(Duration.ofMinutes(1))
              .until(() -> letterOf(execution), Optional::isPresent)
              .orElseThrow();
      assertThat(server.runs("dead-letters", "list").printed())
          .containsPattern(id + " .* Signal +" + execution + " +\\d+ .*refused_by_the_test");
      String command = server.runs("dead-letters", "show", id, "--body").printed();
      assertThat(command).contains(refused);
      Files.writeString(file, command.replace(refused, "ada"));
      var edited = server.runs("dead-letters", "edit", id, file.toString());
      assertThat(edited.code()).as(edited.output()).isZero();
      var sent = server.runs("dead-letters", "send", id);
      assertThat(sent.code()).as(sent.output()).isZero();
      assertThat(sent.said()).contains("Sent: " + id);
      // As it was it would be refused again: what the engine gets is what was edited.
      assertThat(server.runs("show", execution, "--follow").code()).isZero();
    }
    assertThat(server.api().execution(execution).at("/output/by").asString()).isEqualTo("ada");
    assertThat(letterOf(execution)).isEmpty();
  }

  private Optional<String> letterOf(String execution) {
    return server
        .api()
        .get("/queues/dead-letters")
        .expect(200)
        .json()
        .get("letters")
        .valueStream()
        .filter(letter -> letter.get("execution").asString().equals(execution))
        .map(letter -> letter.get("id").asString())
        .findFirst();
  }

  @Test
  void a_connection_is_bounded_and_set_free_and_works_on_with_its_password() throws IOException {
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    HttpServer outside = outside(asked);
    String name = Greeting.fresh("tickets");
    String path = "/connections/connector/" + name;
    var settings =
        Map.of(
            "baseUrl",
            "http://localhost:" + outside.getAddress().getPort(),
            "privateAddresses",
            true,
            "user",
            "ann",
            "password",
            "open sesame");
    try {
      server.api().put(path, Map.of("provider", "http", "settings", settings)).expect(200);
      server.api().save(ASKS.formatted(name, name));
      assertThat(server.runs("limits", "set", "connector/" + name, "5").code()).isZero();
      assertThat(server.runs("limits", "list").printed())
          .containsPattern("workspace +executions")
          .containsPattern("connector/" + name + " +calls +5 +0 +0");
      assertThat(server.runs("limits", "set", "connector/" + name, "0").said())
          .contains("calls: is 0; expected 1 to 10000");
      var bounded = server.runs("exec", name);
      assertThat(bounded.code()).as(bounded.output()).isZero();
      assertThat(server.runs("limits", "clear", "connector/" + name).code()).isZero();
      assertThat(server.api().get(path).json().get("calls").isNull()).isTrue();
      var free = server.runs("exec", name);
      assertThat(free.code()).as(free.output()).isZero();
    } finally {
      outside.stop(0);
    }
    String signed = Base64.getEncoder().encodeToString("ann:open sesame".getBytes(UTF_8));
    assertThat(asked).containsExactly("Basic " + signed, "Basic " + signed);
    server.api().delete(path).expect(204);
  }

  /** Notes how it is signed to. */
  private static HttpServer outside(Queue<String> asked) throws IOException {
    HttpServer outside =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    outside.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(UTF_8));
          }
        });
    outside.start();
    return outside;
  }
}
