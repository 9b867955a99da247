package io.aiops.studio.cli.queue;

import static io.aiops.studio.cli.FakeStudio.json;
import static io.aiops.studio.cli.FakeStudio.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import io.aiops.studio.cli.server.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimitsCommandTest {

  private static final String WORKSPACE = "/api/v1/queues/limits";
  private static final String CALLS = "/api/v1/connections/connector/my%20tickets/calls";

  @AutoClose private final FakeStudio studio = new FakeStudio();

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(studio.url(), Path.of(""), arguments);
  }

  private void scriptLists() {
    studio
        .on("GET " + WORKSPACE, json(200, "{\"executions\":null,\"running\":2,\"waiting\":0}"))
        .on(
            "GET /api/v1/queues",
            json(
                200,
                "{\"connections\":[{\"name\":\"tickets\",\"kind\":\"CONNECTOR\",\"calls\":5,\"running\":5,\"waiting\":7}]}"))
        .on(
            "GET /api/v1/workflows",
            json(200, "{\"items\":[{\"name\":\"free\"},{\"name\":\"tight\"}]}"))
        .on("GET /api/v1/workflows/free", json(200, "{\"text\":\"name: free\"}"))
        .on(
            "GET /api/v1/workflows/tight",
            json(200, "{\"text\":\"name: tight\\nlimits: {executions: 3}\"}"));
  }

  @Test
  void those_of_workspace_and_connections_are_listed_with_how_they_stand() {
    scriptLists();
    CommandLineRun run = run("limits", "list");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .containsPattern("workspace +executions +any number +2 +0\n")
        .containsPattern("connector/tickets +calls +5 +5 +7\n")
        .doesNotContain("workflow/");
    assertThat(studio.requests("GET /api/v1/workflows")).isEmpty();
  }

  @Test
  void those_that_workflows_say_are_read_if_asked() {
    scriptLists();
    assertThat(run("limits", "list", "--workflows").out())
        .containsPattern("workflow/tight +executions +3\n")
        .doesNotContain("workflow/free");
    assertThat(run("limits", "list", "--workflows", "--json").out())
        .isEqualTo(
            """
            {"target":"workspace","of":"executions","most":null,"running":2,"waiting":0}
            {"target":"connector/tickets","of":"calls","most":5,"running":5,"waiting":7}
            {"target":"workflow/tight","of":"executions","most":3,"running":null,"waiting":null}
            """);
  }

  @Test
  void a_limit_in_a_text_is_read_as_the_server_reads_it() {
    studio
        .on("GET " + WORKSPACE, json(200, "{\"executions\":null,\"running\":2,\"waiting\":0}"))
        .on("GET /api/v1/queues", json(200, "{\"connections\":[]}"));
    workflows("alias", "whole", "odd", "broken", "gone", "last");
    text("alias", "inputs: {n: &n 7}\\nlimits: {executions: *n}");
    text("whole", "limits: {executions: 5.0}");
    text("odd", "limits: many");
    text("broken", "limits: {executions: 3");
    text("last", "limits:\\n  executions: 4");
    CommandLineRun run = run("limits", "list", "--workflows");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines().filter(line -> line.startsWith("workflow/")))
        .map(line -> line.replaceAll(" +", " "))
        .containsExactly(
            "workflow/alias executions 7",
            "workflow/whole executions 5",
            "workflow/odd executions ?",
            "workflow/broken executions ?",
            "workflow/last executions 4");
    assertThat(run("limits", "list", "--workflows", "--json").out())
        .contains("{\"target\":\"workflow/odd\",\"of\":\"executions\",\"most\":\"?\",");
  }

  private void workflows(String... names) {
    studio.on(
        "GET /api/v1/workflows",
        json(
            200,
            Json.compact(Map.of("items", Stream.of(names).map(n -> Map.of("name", n)).toList()))));
  }

  private void text(String workflow, String text) {
    studio.on("GET /api/v1/workflows/" + workflow, json(200, "{\"text\":\"" + text + "\"}"));
  }

  @Test
  void bounds_are_listed_also_while_nobody_knows_how_they_stand() {
    studio
        .on("GET " + WORKSPACE, json(200, "{\"executions\":9,\"running\":2,\"waiting\":0}"))
        .on(
            "GET /api/v1/queues",
            problem(503, "{\"status\":503,\"detail\":\"The broker does not answer.\"}"))
        .on(
            "GET /api/v1/connections",
            json(
                200,
                "{\"items\":[{\"name\":\"tickets\",\"kind\":\"CONNECTOR\",\"calls\":5},{\"name\":\"free\",\"kind\":\"MODEL\",\"calls\":null}]}"));
    CommandLineRun run = run("limits", "list");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .containsPattern("workspace +executions +9 +2 +0\n")
        .containsPattern("connector/tickets +calls +5\n")
        .doesNotContain("free");
    assertThat(run.err())
        .isEqualTo(
            "studio: The broker does not answer. So connections are listed without what runs and waits.\n");
  }

  @Test
  void the_workspace_is_bounded_and_set_free() {
    studio.on("PUT " + WORKSPACE, json(200, "{\"executions\":20,\"running\":2,\"waiting\":0}"));
    assertThat(run("limits", "set", "workspace", "20").code()).isZero();
    assertThat(run("limits", "clear", "workspace").code()).isZero();
    assertThat(studio.requests("PUT " + WORKSPACE))
        .extracting(FakeStudio.Request::text)
        .containsExactly("{\"executions\":20}", "{\"executions\":null}");
  }

  @Test
  void of_a_connection_nothing_but_the_limit_is_sent() {
    studio.on("PUT /api/v1/connections/connector/my tickets/calls", json(200, "{}"));
    CommandLineRun run = run("limits", "set", "connector/my tickets", "5");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run("limits", "clear", "connector/my tickets").code()).isZero();
    assertThat(studio.requests())
        .extracting(request -> request.method() + " " + request.path() + " " + request.text())
        .containsExactly("PUT " + CALLS + " {\"calls\":5}", "PUT " + CALLS + " {\"calls\":null}");
  }

  @Test
  void a_number_that_is_refused_is_named() {
    studio.on(
        "PUT " + WORKSPACE,
        problem(
            422,
            "{\"status\":422,\"detail\":\"Some cannot be used.\",\"problems\":[{\"path\":\"executions\",\"message\":\"is 0; expected 1 to 1000000\"}]}"));
    CommandLineRun run = run("limits", "set", "workspace", "0");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).endsWith("  executions: is 0; expected 1 to 1000000\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tickets | TARGET is 'tickets'; expected workspace, connector/NAME or model/NAME.",
        "connector/ | TARGET is 'connector/'; expected workspace",
        "workflow/tight | TARGET is 'workflow/tight'; a workflow says its limit itself: write limits: {executions: N}"
      })
  void what_has_no_limit_of_the_kind_is_misuse(String target, String said) {
    CommandLineRun run = run("limits", "set", target, "5");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("studio: " + said);
    assertThat(studio.requests()).isEmpty();
  }
}
