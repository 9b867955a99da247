package io.aiops.studio.cli.plugin;

import static io.aiops.studio.cli.FakeStudio.json;
import static io.aiops.studio.cli.FakeStudio.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginCommandTest {

  private static final String PLUGIN =
      "{\"name\":\"com.example.greeter\",\"version\":\"1.0.0\",\"state\":\"%s\",\"error\":%s,\"shipped\":false,\"contributions\":[{\"kind\":\"AGENT\",\"name\":\"greeter\"}]}";

  @TempDir Path folder;
  @AutoClose private final FakeStudio studio = new FakeStudio();

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(studio.url(), folder, arguments);
  }

  @Test
  void a_jar_is_sent_and_what_it_offers_is_said() throws IOException {
    Files.write(folder.resolve("greeter.jar"), new byte[] {1, 2, 3});
    studio.on("POST /api/v1/plugins", json(201, PLUGIN.formatted("ACTIVE", "null")));
    CommandLineRun run = run("plugin", "install", "greeter.jar");
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .isEqualTo("Installed com.example.greeter 1.0.0: ACTIVE, offers agent greeter.\n");
    FakeStudio.Request request = studio.requests().getFirst();
    assertThat(request.body()).containsExactly(1, 2, 3);
    assertThat(request.path()).endsWith("?name=greeter.jar");
    assertThat(request.header("Content-Type")).isEqualTo("application/java-archive");
  }

  @Test
  void where_it_runs_is_changed_and_said() {
    studio.on(
        "POST /api/v1/plugins/com.example.greeter/isolation",
        json(200, PLUGIN.formatted("ACTIVE", "null")));
    CommandLineRun run = run("plugin", "isolate", "com.example.greeter", "--separate");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .isEqualTo(
            "Moved to a separate process: com.example.greeter 1.0.0: ACTIVE, offers agent greeter.\n");
    assertThat(studio.requests().getFirst().path()).endsWith("?level=SEPARATE");
    assertThat(run("plugin", "isolate", "com.example.greeter").code()).isEqualTo(2);
  }

  private static final String WANTS =
      "{\"status\":409,\"detail\":\"It wants more.\",\"problems\":[],\"consent\":{\"plugin\":\"com.example.greeter\",\"version\":\"2.0.0\",\"wants\":[\"file:read\",\"host:a.com:443\"],\"added\":[\"host:a.com:443\"],\"unused\":[\"model:*\"],\"token\":\"t0k\"}}";

  @Test
  void what_a_jar_wants_is_shown_and_without_consent_nothing_is_changed() throws IOException {
    Files.write(folder.resolve("greeter.jar"), new byte[] {1});
    studio.on("POST /api/v1/plugins", problem(409, WANTS));
    CommandLineRun run = run("plugin", "install", "greeter.jar");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("com.example.greeter 2.0.0 wants, besides what it has:")
        .contains("  + host:a.com:443")
        .contains("  - model:* (no more)")
        .contains("Nothing was changed. With --consent");
    assertThat(studio.requests()).hasSize(1);
  }

  @Test
  void with_consent_it_is_sent_again_with_what_was_shown() throws IOException {
    Files.write(folder.resolve("greeter.jar"), new byte[] {1});
    studio
        .on("POST /api/v1/plugins", problem(409, WANTS))
        .on("POST /api/v1/plugins", json(201, PLUGIN.formatted("ACTIVE", "null")));
    assertThat(run("plugin", "install", "greeter.jar", "--consent").code()).isZero();
    assertThat(studio.requests().getLast().path()).endsWith("?name=greeter.jar&consent=t0k");
  }

  @Test
  void what_a_plugin_may_have_is_listed_and_taken_back() {
    studio
        .on(
            "GET /api/v1/plugins/acme.a/grants",
            json(
                200,
                "{\"items\":[{\"plugin\":\"acme.a\",\"permission\":\"host:*\",\"by\":\"ada\",\"at\":\"2026-11-29T10:00:00Z\"}]}"))
        .on("DELETE /api/v1/plugins/acme.a/grants", json(204, ""));
    assertThat(run("plugin", "grants", "acme.a").out()).containsPattern("host:\\* +ada +2026");
    assertThat(run("plugin", "take", "acme.a", "host:*").err())
        .contains("acme.a may not have host:* any more.");
    assertThat(studio.requests().getLast().path()).contains("permission=host%3A");
  }

  @Test
  void what_is_known_of_a_plugin_is_said() {
    studio.on(
        "GET /api/v1/plugins/acme.a/trust",
        json(
            200,
            "{\"judgement\":{\"trust\":{\"signed\":\"SIGNED\",\"name\":\"acme.a\",\"version\":\"1.0.0\",\"publisher\":\"Acme\",\"licence\":\"MIT\"},\"code\":{\"verdict\":\"NEEDS_TRUST\",\"findings\":[{\"rule\":\"network\",\"place\":\"a.B\",\"what\":\"java.net.Socket\"}]}},\"revoked\":\"It leaks.\"}"));
    CommandLineRun run = run("plugin", "trust", "acme.a");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .isEqualTo(
            "acme.a 1.0.0: SIGNED by Acme, licence MIT, code NEEDS_TRUST\n  revoked: It leaks.\n  network: a.B has java.net.Socket\n");
  }

  @Test
  void where_its_code_runs_is_said_and_shown() throws IOException {
    Files.write(folder.resolve("greeter.jar"), new byte[] {1});
    String separate =
        PLUGIN
            .formatted("ACTIVE", "null")
            .replace("\"shipped\"", "\"isolation\":\"SEPARATE\",\"shipped\"");
    studio
        .on("POST /api/v1/plugins", json(201, separate))
        .on("GET /api/v1/plugins", json(200, "{\"items\":[" + separate + "]}"));
    assertThat(run("plugin", "install", "--separate", "greeter.jar").code()).isZero();
    assertThat(run("plugin", "install", "greeter.jar", "--trusted").code()).isZero();
    assertThat(run("plugin", "install", "--separate", "--trusted", "greeter.jar").code())
        .isNotZero();
    assertThat(studio.requests("POST /api/v1/plugins"))
        .extracting(FakeStudio.Request::path)
        .satisfiesExactly(
            path -> assertThat(path).contains("isolation=SEPARATE"),
            path -> assertThat(path).contains("isolation=TRUSTED"));
    assertThat(run("plugin", "list").out()).contains("in a separate process");
  }

  @Test
  void a_jar_that_is_refused_gives_one() throws IOException {
    Files.write(folder.resolve("greeter.jar"), new byte[] {1});
    studio.on(
        "POST /api/v1/plugins",
        problem(
            422,
            "{\"status\":422,\"detail\":\"Some of what was sent cannot be used.\",\"problems\":[{\"path\":\"greeter.jar\",\"message\":\"is no bundle\"}]}"));
    CommandLineRun run = run("plugin", "install", "greeter.jar");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("greeter.jar: is no bundle");
  }

  @Test
  void plugins_are_listed_switched_and_removed() {
    studio
        .on(
            "GET /api/v1/plugins",
            json(200, "{\"items\":[" + PLUGIN.formatted("FAILED", "\"No such class.\"") + "]}"))
        .on(
            "POST /api/v1/plugins/com.example.greeter/disable",
            json(200, PLUGIN.formatted("DISABLED", "null")))
        .on(
            "POST /api/v1/plugins/com.example.greeter/enable",
            json(200, PLUGIN.formatted("ACTIVE", "null")))
        .on("DELETE /api/v1/plugins/com.example.greeter", json(204, ""));
    assertThat(run("plugin", "list").out())
        .containsPattern("com.example.greeter +1.0.0 +FAILED +agent greeter +No such class.");
    assertThat(run("plugin", "disable", "com.example.greeter").err()).contains("DISABLED");
    assertThat(run("plugin", "enable", "com.example.greeter").err()).contains("ACTIVE");
    assertThat(run("plugin", "remove", "com.example.greeter").code()).isZero();
    assertThat(studio.requests("DELETE /api/v1/plugins/com.example.greeter")).hasSize(1);
  }

  @Test
  void the_history_is_listed_and_gone_back_to() {
    String set =
        "{\"version\":7,\"madeAt\":\"2026-11-29T10:00:00Z\",\"madeBy\":\"ada\",\"why\":\"Removed it\"}";
    studio
        .on("GET /api/v1/plugin-sets", json(200, "{\"items\":[" + set + "]}"))
        .on("POST /api/v1/plugin-sets/6/rollback", json(200, set));
    assertThat(run("plugin", "history").out())
        .containsPattern("7 +2026-11-29T10:00:00Z +ada +Removed it");
    assertThat(run("plugin", "rollback", "6", "--why", "it was needed").err())
        .isEqualTo("Set 7 serves, with what was in set 6.\n");
    assertThat(studio.requests("POST /api/v1/plugin-sets/6/rollback").getFirst().text())
        .isEqualTo("{\"why\":\"it was needed\"}");
  }

  @Test
  void one_plugin_goes_back_to_the_version_that_is_named_or_to_the_one_before() {
    String kept =
        """
        {"version":"%s","set":%d,"installedAt":"2026-11-29T10:00:00Z","installedBy":"ada",
         "present":%s}\
        """;
    String versions =
        "{\"items\":["
            + String.join(
                ",",
                kept.formatted("1.2.0", 9, true),
                kept.formatted("1.1.0", 6, false),
                kept.formatted("1.0.0", 4, false))
            + "]}";
    String back = "POST /api/v1/plugins/acme.echo/versions/rollback";
    studio
        .on("GET /api/v1/plugins/acme.echo/versions", json(200, versions))
        .on(back, json(200, "{\"version\":10}"));
    assertThat(run("plugin", "versions", "acme.echo").out())
        .containsPattern("1.2.0 +9 +2026-11-29T10:00:00Z +ada +installed")
        .containsPattern("1.0.0 +4 +2026-11-29T10:00:00Z +ada");
    assertThat(run("plugin", "rollback", "acme.echo").err())
        .isEqualTo("acme.echo 1.1.0 serves; it is set 10, and nothing else was changed.\n");
    assertThat(run("plugin", "rollback", "acme.echo", "--to", "1.0.0", "--why", "slow").code())
        .isZero();
    assertThat(studio.requests(back))
        .extracting(request -> request.text())
        .containsExactly("{\"set\":6,\"why\":\"\"}", "{\"set\":4,\"why\":\"slow\"}");
    assertThat(run("plugin", "rollback", "acme.echo", "--to", "0.9.0").err())
        .contains("No other 0.9.0 of acme.echo is kept. Nothing was changed");
    assertThat(run("plugin", "rollback", "9", "--to", "1.0.0").code()).isNotZero();
    assertThat(studio.requests(back)).hasSize(2);
  }
}
