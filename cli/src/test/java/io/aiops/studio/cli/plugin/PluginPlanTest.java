package io.aiops.studio.cli.plugin;

import static io.aiops.studio.cli.FakeStudio.json;
import static io.aiops.studio.cli.FakeStudio.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginPlanTest {

  private static final String PLAN =
      """
      {"set":3,"token":"3-a-b","possible":%s,"refusals":[],"conflicts":[%s],"asks":[%s],
       "items":[
        {"name":"acme.a","what":"UPGRADED","from":"1.0.0","to":"2.0.0","gate":"Nobody has signed it.",
         "offers":[{"kind":"AGENT","name":"old","fate":"GOES"},{"kind":"AGENT","name":"a","fate":"STAYS"}]},
        {"name":"acme.c","what":"REMOVED","from":"1.0.0","to":null,"gate":"","offers":[]}],
       "consents":[{"plugin":"acme.a","added":["model:*"],"unused":[]}],
       "affected":{"complete":true,
        "workspaces":[{"name":"Team","counts":{"workflows":1,"steps":1,"connections":1,"lost":1,
            "executions":2,"lostExecutions":2,"troubles":1},
          "steps":[{"workflow":"w","step":"s","uses":"agent old","lost":true}],
          "connections":[{"name":"crm","provider":"a","lost":false}],
          "troubles":[{"place":"connection crm","field":"key","found":"a secret","expected":"a number"}]}],
        "elsewhere":{"workspaces":2,"counts":{"workflows":5,"steps":6}}}}
      """;

  @TempDir Path folder;
  @AutoClose private final FakeStudio studio = new FakeStudio();

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(studio.url(), folder, arguments);
  }

  private void jars() throws IOException {
    Files.writeString(folder.resolve("a.jar"), "the first");
    Files.writeString(folder.resolve("b.jar"), "the second");
  }

  @Test
  void it_is_shown_with_all_that_it_affects() throws IOException {
    jars();
    studio.on("POST /api/v1/plugins/plan", json(200, PLAN.formatted("true", "", "")));
    CommandLineRun run = run("plugin", "plan", "a.jar", "b.jar", "--remove", "acme.c");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains(
            "upgraded   acme.a 1.0.0 -> 2.0.0",
            "Nobody has signed it.",
            "- agent old",
            "removed    acme.c 1.0.0",
            "  + model:*",
            "affects in Team: 1 steps of 1 workflows, 1 connections, 2 executions in flight",
            "  workflow w, step s: agent old (lost)",
            "  connection crm: a",
            "  ! connection crm: key is a secret; a number",
            "affects in 2 other workspaces: 6 steps of 5 workflows");
    FakeStudio.Request request = studio.requests().getFirst();
    assertThat(request.header("Content-Type")).startsWith("multipart/form-data; boundary=");
    assertThat(new String(request.body(), StandardCharsets.UTF_8))
        .contains(
            "name=\"jar\"; filename=\"a.jar\"",
            "the first",
            "filename=\"b.jar\"",
            "the second",
            "name=\"remove\"\r\n\r\nacme.c\r\n");
  }

  @Test
  void one_that_is_not_possible_gives_one_and_is_not_applied() throws IOException {
    jars();
    String plan = PLAN.formatted("false", "\"a needs b.\"", "");
    studio
        .on("POST /api/v1/plugins/plan", json(200, plan))
        .on("POST /api/v1/plugins/plan", json(200, plan));
    CommandLineRun run = run("plugin", "plan", "a.jar");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("! does not fit: a needs b.");
    assertThat(run("plugin", "apply", "a.jar").err()).contains("Nothing was changed.");
    assertThat(studio.requests()).hasSize(2);
  }

  @Test
  void it_is_applied_once_all_it_asks_is_agreed_to() throws IOException {
    jars();
    String plan = PLAN.formatted("true", "", "\"CONSENT\",\"IN_USE\"");
    studio
        .on("POST /api/v1/plugins/plan", json(200, plan))
        .on("POST /api/v1/plugins/plan", json(200, plan))
        .on("POST /api/v1/plugins/plan/apply", json(200, "{\"version\":4}"));
    CommandLineRun refused = run("plugin", "apply", "a.jar", "--agree", "consent");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("Nothing was changed. With --agree in-use");
    CommandLineRun run = run("plugin", "apply", "a.jar", "--agree", "consent,in-use");
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("Set 4 of the plugins serves.");
    assertThat(studio.requests().getLast().path()).endsWith("?token=3-a-b");
  }

  @Test
  void what_is_in_use_is_removed_once_that_is_agreed_to() {
    String refusal =
        "{\"status\":409,\"detail\":\"In use.\",\"problems\":[],\"plan\":"
            + PLAN.formatted("true", "", "\"IN_USE\"")
            + "}";
    studio
        .on("DELETE /api/v1/plugins/acme.c", problem(409, refusal))
        .on("DELETE /api/v1/plugins/acme.c", problem(409, refusal))
        .on("DELETE /api/v1/plugins/acme.c", json(204, ""));
    CommandLineRun refused = run("plugin", "remove", "acme.c");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("workflow w, step s: agent old (lost)");
    assertThat(run("plugin", "remove", "acme.c", "--in-use").code()).isZero();
    assertThat(studio.requests().getLast().path()).endsWith("?token=3-a-b");
  }

  @Test
  void an_installation_from_a_catalog_goes_on_once_what_follows_is_agreed_to() {
    String at =
        "{\"id\":\"7\",\"listing\":\"acme.a\",\"version\":\"2.0.0\",\"catalog\":\"own\",\"stage\":\"%s\",\"total\":9,\"sentence\":\"It is %s.\",%s}";
    String asks =
        at.formatted(
            "WANTS_AGREEMENT", "waiting", "\"plan\":" + PLAN.formatted("true", "", "\"IN_USE\""));
    String cancelled = at.formatted("CANCELLED", "over", "\"endedAt\":\"2026-11-29T12:00:00Z\"");
    String one = "GET /api/v1/catalog/installations/7";
    studio
        .on(
            "POST /api/v1/catalog/installations",
            json(202, at.formatted("FETCHING", "coming", "\"done\":1")))
        .on(one, json(200, asks))
        .on("POST /api/v1/catalog/installations/7/cancel", json(200, cancelled))
        .on("POST /api/v1/catalog/installations/7/consent", json(200, asks));
    CommandLineRun refused = run("plugin", "install", "acme.a");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("workflow w, step s: agent old (lost)", "With --agree in-use");
    assertThat(studio.requests("POST /api/v1/catalog/installations/7/cancel")).hasSize(1);

    studio
        .on(one, json(200, asks))
        .on(one, json(200, cancelled.replace("CANCELLED", "DONE").replace("over", "done")));
    CommandLineRun run = run("plugin", "install", "acme.a", "--agree", "in-use");
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("It is done.");
    assertThat(studio.requests("POST /api/v1/catalog/installations/7/consent"))
        .singleElement()
        .satisfies(request -> assertThat(request.text()).contains("3-a-b"));
  }

  @Test
  void what_to_change_must_be_said() {
    assertThat(run("plugin", "apply").code()).isEqualTo(2);
    assertThat(run("plugin", "plan", "missing.jar").err()).contains("There is no readable file");
    assertThat(studio.requests()).isEmpty();
  }
}
