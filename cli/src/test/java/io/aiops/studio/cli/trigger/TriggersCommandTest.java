package io.aiops.studio.cli.trigger;

import static io.aiops.studio.cli.FakeStudio.json;
import static io.aiops.studio.cli.FakeStudio.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import io.aiops.studio.cli.server.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TriggersCommandTest {

  private static final String ONE = "/api/v1/triggers/nightly";
  private static final String NIGHTLY =
      """
      {"id":"t1","name":"nightly","kind":"SCHEDULE","workflow":"triage","version":3,
       "inputs":{"who":null},"enabled":true,"schedule":
       {"cron":"30 2 * * *","zone":"Europe/Berlin","missed":"ALL","most":100},
       "webhook":null,"completion":null,"nextAt":"2026-12-01T01:30:00Z","actsAs":"ann",
       "changedAt":"2026-11-25T12:00:00Z","secret":null}
      """;
  private static final String HOOK =
      """
      {"id":"t2","name":"hook","kind":"WEBHOOK","workflow":"triage","version":null,"inputs":{},
       "enabled":false,"schedule":null,"webhook":{"answerWithinSeconds":5},"completion":null,
       "nextAt":null,"actsAs":"bob","changedAt":"2026-11-25T12:00:00Z","secret":%s}
      """;
  private static final String AFTER =
      """
      {"id":"t3","name":"after","kind":"COMPLETION","workflow":"report","version":null,"inputs":{},
       "enabled":true,"schedule":null,"webhook":null,
       "completion":{"workflow":"ingest","on":["FAILED","COMPLETED"]},"nextAt":null,
       "actsAs":"bob","changedAt":"2026-11-25T12:00:00Z","secret":null}
      """;
  private static final String QUEUE =
      """
      {"id":"t4","name":"orders","kind":"QUEUE","workflow":"report","version":null,"inputs":{},
       "enabled":true,"schedule":null,"webhook":null,"completion":null,"nextAt":null,
       "actsAs":"bob","changedAt":"2026-11-25T12:00:00Z","secret":null}
      """;

  @TempDir Path folder;
  @AutoClose private final FakeStudio studio = new FakeStudio();

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(studio.url(), folder, arguments);
  }

  @Test
  void each_kind_is_listed_with_what_fires_it() {
    String hook = HOOK.formatted("null");
    studio.on(
        "GET /api/v1/triggers",
        json(200, "{\"items\":[" + String.join(",", NIGHTLY, hook, AFTER, QUEUE) + "]}"));
    CommandLineRun run = run("triggers", "list");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .containsPattern("nightly +on +triage v3 +ann +2026-1.* +at 30 2 \\* \\* \\* \\(Europe/B")
        .containsPattern("hook +off +triage +bob +on a signed request to /api/v1/hooks/t2\n")
        .containsPattern("after +on +report +bob +when ingest is completed or failed\n")
        .containsPattern("orders +on +report +bob +on a message with studio_trigger = t4\n");
    assertThat(run("triggers", "list", "--json").out().lines())
        .map(Json.mapper()::readTree)
        .containsExactly(
            Json.mapper().readTree(NIGHTLY),
            Json.mapper().readTree(hook),
            Json.mapper().readTree(AFTER),
            Json.mapper().readTree(QUEUE));
  }

  @Test
  void shows_why_the_last_firings_started_nothing() {
    studio
        .on("GET " + ONE, json(200, NIGHTLY))
        .on(
            "GET " + ONE + "/firings",
            json(
                200,
                """
                {"items":[
                 {"id":2,"cause":"SCHEDULE","scheduledAt":"2026-11-25T01:30:00Z",
                  "raisedAt":"2026-11-25T01:30:01Z","status":"FAILED","reason":"'who' is missing",
                  "executionId":null,"depth":1},
                 {"id":1,"cause":"HAND","scheduledAt":null,"raisedAt":"2026-11-24T12:00:00Z",
                  "status":"STARTED","reason":null,"executionId":"e1","depth":1}],"next":1}
                """));
    CommandLineRun run = run("triggers", "show", "nightly", "--firings", "2");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .containsPattern("trigger +nightly, on\n")
        .containsPattern("inputs +\\{\"who\":null}\n")
        .containsPattern("missed +ALL, at most 100\n")
        .containsPattern(
            "2026-11-2\\S+ \\S+ +2026-11-2\\S+ \\S+ +SCHEDULE +FAILED +'who' is missing")
        .containsPattern("2026-11-24 \\S+ +HAND +STARTED +e1\n");
    assertThat(studio.requests("GET " + ONE + "/firings").getFirst().path()).endsWith("?limit=2");
    assertThat(
            Json.mapper()
                .readTree(run("triggers", "show", "nightly", "--json").out())
                .at("/firings/1/cause")
                .asString())
        .isEqualTo("HAND");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nightly | {\"workflow\":\"triage\",\"version\":3,\"inputs\":{\"who\":null},\"enabled\":true,\"schedule\":{\"cron\":\"30 2 * * *\",\"zone\":\"Europe/Berlin\",\"missed\":\"ALL\",\"most\":100}}",
        "orders | {\"workflow\":\"report\",\"inputs\":{},\"enabled\":true,\"queue\":{}}"
      })
  void a_definition_is_what_apply_takes(String name, String definition) throws IOException {
    String call = "/api/v1/triggers/" + name;
    String shown = name.equals("orders") ? QUEUE : NIGHTLY;
    studio.on("GET " + call, json(200, shown)).on("PUT " + call, json(200, shown));
    Files.writeString(
        folder.resolve("t.json"), run("triggers", "show", name, "--definition").out());
    CommandLineRun run = run("triggers", "apply", name, "t.json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(studio.requests("PUT " + call).getFirst().json())
        .isEqualTo(Json.mapper().readTree(definition));
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("Saved: " + name + " starts ");
  }

  @Test
  void the_secret_of_a_new_webhook_alone_goes_to_standard_output() throws IOException {
    Files.writeString(folder.resolve("t.json"), "{\"workflow\":\"triage\",\"webhook\":{}}");
    studio
        .on("PUT /api/v1/triggers/hook", json(201, HOOK.formatted("\"whsec_a\"")))
        .on("POST /api/v1/triggers/hook/secret", json(200, "{\"secret\":\"whsec_b\"}"));
    CommandLineRun saved = run("triggers", "apply", "hook", "t.json");
    assertThat(saved.out()).isEqualTo("whsec_a\n");
    assertThat(saved.err()).contains("/api/v1/hooks/t2; it is off.").doesNotContain("whsec_a");
    assertThat(run("triggers", "secret", "hook").out()).isEqualTo("whsec_b\n");
  }

  @Test
  void what_the_server_refuses_of_a_file_is_named() throws IOException {
    Files.writeString(folder.resolve("t.json"), "{\"workflow\":\"triage\"}");
    studio.on(
        "PUT " + ONE,
        problem(
            422,
            "{\"status\":422,\"detail\":\"Some of what was sent cannot be used.\",\"problems\":[{\"path\":\"kind\",\"message\":\"is []; give exactly one\"}]}"));
    CommandLineRun run = run("triggers", "apply", "nightly", "t.json");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).endsWith("  kind: is []; give exactly one\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"workflow\":1,\"workflow\":2} | The file t.json holds no JSON object at line 1, column",
        "{\"workflow\": | The file t.json holds no JSON object at line 1, column",
        "{} {} | The file t.json holds no JSON object at line 1, column",
        "[1] | The file t.json holds a list; expected a JSON object",
        "7 | The file t.json holds the value 7; expected a JSON object",
        "`` | The file t.json holds no JSON object at line 1, column"
      })
  void a_file_that_holds_no_object_is_misuse(String text, String said) throws IOException {
    Files.writeString(folder.resolve("t.json"), text);
    CommandLineRun run = run("triggers", "apply", "nightly", "t.json");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("studio: " + said);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(studio.requests()).isEmpty();
  }

  @Test
  void it_is_switched_and_removed() {
    studio
        .on("POST " + ONE + "/enable", json(200, NIGHTLY))
        .on("POST " + ONE + "/disable", json(200, NIGHTLY.replace("true", "false")))
        .on("DELETE " + ONE, json(204, ""));
    assertThat(run("triggers", "enable", "nightly").err())
        .contains("nightly starts triage v3 at 30 2 * * *", "it is on. Next 2026-1");
    assertThat(run("triggers", "disable", "nightly").err()).contains("it is off.");
    assertThat(run("triggers", "remove", "nightly").code()).isZero();
    assertThat(studio.requests("DELETE " + ONE)).hasSize(1);
  }

  @Test
  void firing_prints_the_execution_and_takes_other_inputs() {
    String fire = "POST " + ONE + "/fire";
    studio.on(fire, json(201, "{\"id\":\"e1\",\"created\":true}"));
    CommandLineRun run = run("triggers", "fire", "nightly");
    assertThat(run.out()).isEqualTo("e1\n");
    assertThat(run.err()).isEqualTo("Started. See it: ./studio show e1 --follow\n");
    run("triggers", "fire", "nightly", "--inputs", "{\"n\":0.10}", "--idempotency-key", "k1");
    assertThat(studio.requests(fire))
        .extracting(FakeStudio.Request::text)
        .containsExactly("{}", "{\"inputs\":{\"n\":0.10}}");
    assertThat(studio.requests(fire).getFirst().header("Idempotency-Key")).isNull();
    assertThat(studio.requests(fire).getLast().header("Idempotency-Key")).isEqualTo("k1");
  }

  @Test
  void backfilling_says_how_many_fire() {
    String backfill = "POST " + ONE + "/backfill";
    studio.on(backfill, json(202, "{\"raised\":3,\"known\":2}"));
    CommandLineRun run =
        run(
            "triggers",
            "backfill",
            "nightly",
            "--from",
            "2026-11-01T00:00:00+01:00",
            "--to",
            "2026-11-06T00:00:00Z");
    assertThat(run.code()).isZero();
    assertThat(run.err()).startsWith("3 times will fire, 2 had before.");
    assertThat(studio.requests(backfill).getFirst().json())
        .isEqualTo(
            Json.mapper()
                .readTree("{\"from\":\"2026-10-31T23:00:00Z\",\"to\":\"2026-11-06T00:00:00Z\"}"));
  }

  @Test
  void a_moment_that_is_none_is_misuse() {
    CommandLineRun run =
        run("triggers", "backfill", "nightly", "--from", "monday", "--to", "2026-11-06T00:00:00Z");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("--from is 'monday'; expected a moment such as 2026-11-01T00:00:00Z.");
    assertThat(studio.requests()).isEmpty();
  }

  @Test
  void one_time_is_one() {
    studio.on("POST " + ONE + "/backfill", json(202, "{\"raised\":1,\"known\":0}"));
    CommandLineRun run =
        run(
            "triggers",
            "backfill",
            "nightly",
            "--from",
            "2026-11-01T00:00:00Z",
            "--to",
            "2026-11-02T00:00:00Z");
    assertThat(run.err()).startsWith("1 time will fire, 0 had before.");
  }

  @Test
  void how_long_a_webhook_waits_is_shown() {
    studio
        .on("GET /api/v1/triggers/hook", json(200, HOOK.formatted("null")))
        .on("GET /api/v1/triggers/hook/firings", json(200, "{\"items\":[]}"));
    assertThat(run("triggers", "show", "hook").out())
        .containsPattern("answers +with the outcome if it is there within 5 seconds\n");
  }

  @Test
  void a_key_that_no_header_can_hold_is_misuse() {
    for (String key : List.of("a\nb", "\u0000", "\u20ac")) {
      CommandLineRun run = run("triggers", "fire", "nightly", "--idempotency-key", key);
      assertThat(run.code()).as(run.err()).isEqualTo(2);
      assertThat(run.err()).startsWith("studio: Idempotency-Key is '");
      assertThat(run.err().lines()).hasSize(1);
    }
    assertThat(studio.requests()).isEmpty();
  }

  @Test
  void a_file_without_an_end_is_misuse() throws IOException {
    Files.writeString(folder.resolve("t.json"), "{\"workflow\":\"" + "x".repeat(2 << 20) + "\"}");
    CommandLineRun run = run("triggers", "apply", "nightly", "t.json");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("The file t.json has more than 2.0 MiB");
  }
}
