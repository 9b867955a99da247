package io.aiops.studio.cli.execution;

import static io.aiops.studio.cli.FakeStudio.cut;
import static io.aiops.studio.cli.FakeStudio.hangUp;
import static io.aiops.studio.cli.FakeStudio.json;
import static io.aiops.studio.cli.FakeStudio.problem;
import static io.aiops.studio.cli.FakeStudio.stream;
import static io.aiops.studio.cli.FakeStudio.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import io.aiops.studio.cli.server.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class ExecCommandTest {

  private static final String START = "POST /api/v1/executions";
  private static final String TEXT =
      """
      schema: aiops-studio/workflow/v1
      name: triage
      inputs:
        type: object
        properties:
          file: {type: object, format: file}
          top: {type: integer}
          note: {type: string}
      steps: [{id: parse, kind: agent, agent: echo}]
      """;

  @TempDir Path folder;
  private final FakeStudio studio = new FakeStudio();

  @BeforeEach
  void theWorkflowIsThere() {
    studio
        .on(
            "GET /api/v1/workflows/triage",
            json(200, "{\"name\":\"triage\",\"version\":3,\"text\":" + Json.compact(TEXT) + "}"))
        .on(START, json(201, "{\"id\":\"" + Script.ID + "\",\"created\":true}"));
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  private CommandLineRun exec(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "exec";
    all[1] = "triage";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return CommandLineRun.of(studio.url(), folder, all);
  }

  private void itRuns(String output) {
    studio.on(
        Script.EVENTS,
        stream(
            Script.STARTED, Script.SCHEDULED, Script.COMPLETED, Script.ended(output), Script.END));
  }

  @Test
  void shows_each_step_and_prints_the_output() {
    itRuns("{\"errors\":7}");
    CommandLineRun run = exec("--input", "top=5");
    assertThat(run.code()).isZero();
    assertThat(Json.mapper().readTree(run.out()).path("errors").asInt()).isEqualTo(7);
    assertThat(run.err().lines().map(line -> line.replaceAll("\\s+", " ").strip()))
        .anyMatch(line -> line.endsWith("execution started triage, version 3"))
        .anyMatch(line -> line.endsWith("parse running"))
        .anyMatch(
            line -> line.endsWith("parse completed 1.00 s, 1 call, 1,234 tokens (simulated model)"))
        .anyMatch(line -> line.endsWith("execution completed 3.00 s"));
  }

  @Test
  void sends_inputs_as_the_types_the_workflow_declares() {
    itRuns("null");
    exec("--input", "top=5", "--input", "note=5", "--idempotency-key", "k1");
    FakeStudio.Request start = studio.requests(START).getFirst();
    assertThat(start.json())
        .isEqualTo(
            Json.mapper()
                .readTree("{\"workflow\":\"triage\",\"inputs\":{\"top\":5,\"note\":\"5\"}}"));
    assertThat(start.header("Idempotency-Key")).isEqualTo("k1");
    assertThat(start.header("Authorization")).isEqualTo("Bearer ast_test");
  }

  @Test
  void text_output_is_printed_as_it_is() {
    itRuns("\"# Report\\n\\nAll is well.\"");
    assertThat(exec().out()).isEqualTo("# Report\n\nAll is well.\n");
  }

  @Test
  void goes_on_after_the_last_event_it_has_seen() {
    studio
        .on(
            Script.EVENTS,
            stream(Script.STARTED, Script.SCHEDULED, Script.COMPLETED.substring(0, 40)))
        .on(Script.EVENTS, stream(Script.COMPLETED, Script.ended("\"done\""), Script.END));
    CommandLineRun run = exec();
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("done\n");
    assertThat(studio.requests(Script.EVENTS))
        .extracting(request -> request.header("Last-Event-ID"))
        .containsExactly(null, "2");
    assertThat(run.err()).contains("connection is lost").contains("Connected again.");
  }

  /** How much of what came just before a cut is seen is up to the network. */
  @Test
  void shows_each_event_once_however_often_the_connection_is_cut() {
    List<String> log =
        List.of(Script.STARTED, Script.SCHEDULED, Script.COMPLETED, Script.ended("\"done\""));
    for (int cut = 1; cut < log.size(); cut++) {
      int sent = cut;
      studio.on(
          Script.EVENTS,
          (request, exchange) -> cut(after(log, request, sent)).to(request, exchange));
    }
    studio.on(
        Script.EVENTS,
        (request, exchange) -> stream(after(log, request, log.size())).to(request, exchange));
    CommandLineRun run = exec();
    assertThat(run.code()).isZero();
    assertThat(studio.requests(Script.EVENTS)).hasSize(log.size());
    assertThat(run.err().lines().map(line -> line.replaceAll("\\s+", " ")))
        .filteredOn(line -> line.startsWith("1") || line.startsWith("0") || line.startsWith("2"))
        .hasSize(log.size());
  }

  private static String[] after(List<String> log, FakeStudio.Request request, int until) {
    String last = request.header("Last-Event-ID");
    int from = last == null ? 0 : Integer.parseInt(last);
    return log.subList(Math.min(from, until), until).toArray(String[]::new);
  }

  @Test
  void goes_on_while_a_restarting_server_answers_nonsense_first() {
    studio
        .on(Script.EVENTS, cut(Script.STARTED))
        .on(Script.EVENTS, hangUp())
        .on(Script.EVENTS, text(404, "text/html", "<h1>Context Root Not Found</h1>"))
        .on(Script.EVENTS, problem(503, "{\"status\":503,\"detail\":\"Not ready.\"}"))
        .on(Script.EVENTS, problem(401, "{\"status\":401,\"detail\":\"Unknown token.\"}"))
        .on(Script.EVENTS, stream(Script.ended("\"done\""), Script.END));
    CommandLineRun run = exec();
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("done\n");
    assertThat(run.err().lines().filter(line -> line.contains("connection is lost"))).hasSize(1);
  }

  @Test
  void a_failed_execution_gives_one_and_the_reason() {
    studio.on(
        Script.EVENTS,
        stream(
            Script.STARTED,
            Script.SCHEDULED,
            Script.event(
                3,
                "StepFailed",
                "parse",
                "{\"attempt\":2,\"failure\":{\"category\":\"denied\",\"message\":\"Bad key.\"},\"nextAttemptAt\":null,\"calls\":[]}"),
            Script.event(
                4,
                "ExecutionFailed",
                "parse",
                "{\"failure\":{\"category\":\"denied\",\"message\":\"Bad key.\"}}")));
    CommandLineRun run = exec();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("attempt 2, 1.00 s, denied: Bad key.");
  }

  @Test
  void a_retry_says_when() {
    studio.on(
        Script.EVENTS,
        stream(
            Script.STARTED,
            Script.SCHEDULED,
            Script.event(
                3,
                "StepFailed",
                "parse",
                "{\"attempt\":1,\"failure\":{\"category\":\"unavailable\",\"message\":\"Away.\"},\"nextAttemptAt\":\"2026-11-25T12:00:05Z\",\"calls\":[]}"),
            Script.ended("null")));
    assertThat(exec().err())
        .containsPattern("retrying +1.00 s, unavailable: Away., next attempt at");
  }

  @Test
  void progress_is_shown_without_control_characters() {
    studio.on(
        Script.EVENTS,
        stream(
            Script.STARTED,
            "event: progress\ndata: {\"step\":\"parse\",\"message\":\"half \\u001b[2Jdone\"}\n\n",
            Script.ended("null")));
    assertThat(exec().err()).contains("· half  [2Jdone").doesNotContain("\u001b");
  }

  @Test
  void a_file_of_megabytes_arrives_as_it_is() throws IOException {
    byte[] bytes = new byte[8 * 1024 * 1024];
    new Random(1).nextBytes(bytes);
    Files.write(folder.resolve("big log.log"), bytes);
    String reference =
        "{\"file\":\"f1\",\"name\":\"big log.log\",\"mediaType\":\"text/plain\",\"size\":8388608}";
    studio.on("POST /api/v1/files", json(201, reference));
    itRuns("null");
    assertThat(exec("--input", "file=@big log.log").code()).isZero();
    FakeStudio.Request upload = studio.requests("POST /api/v1/files").getFirst();
    assertThat(upload.body()).isEqualTo(bytes);
    assertThat(upload.path()).endsWith("?name=big%20log.log");
    assertThat(upload.header("Content-Type")).isEqualTo("text/plain");
    assertThat(upload.header("Content-Length")).isEqualTo("8388608");
    assertThat(studio.requests(START).getFirst().json().path("inputs").path("file"))
        .isEqualTo(Json.mapper().readTree(reference));
  }

  @Test
  void files_of_the_output_are_fetched_beside_those_that_are_there() throws IOException {
    Files.writeString(folder.resolve("report.md"), "mine");
    itRuns(
        "{\"a\":[{\"file\":\"f1\",\"name\":\"report.md\",\"mediaType\":\"text/markdown\",\"size\":5}],\"b\":{\"file\":\"f2\",\"name\":\"../../evil\",\"mediaType\":\"text/plain\",\"size\":4}}");
    studio
        .on("GET /api/v1/files/f1", text(200, "text/markdown", "fresh"))
        .on("GET /api/v1/files/f2", text(200, "text/plain", "evil"));
    CommandLineRun run = exec();
    assertThat(run.code()).isZero();
    assertThat(folder.resolve("report.md")).hasContent("mine");
    assertThat(folder.resolve("report-2.md")).hasContent("fresh");
    assertThat(folder.resolve(".._.._evil")).hasContent("evil");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void a_file_that_comes_short_is_a_failure_and_leaves_nothing() throws IOException {
    itRuns("{\"file\":\"f1\",\"name\":\"report.md\",\"mediaType\":\"text/markdown\",\"size\":9}");
    studio.on("GET /api/v1/files/f1", text(200, "text/markdown", "fresh"));
    CommandLineRun run = exec("--out", folder.resolve("out").toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("has 9 bytes, but 5 came");
    assertThat(folder.resolve("out")).isEmptyDirectory();
  }

  @Test
  void json_is_one_document_and_nothing_else() {
    itRuns("{\"errors\":7}");
    CommandLineRun run = exec("--json");
    JsonNode document = Json.mapper().readTree(run.out());
    assertThat(document.path("execution").asString()).isEqualTo(Script.ID);
    assertThat(document.path("status").asString()).isEqualTo("COMPLETED");
    assertThat(document.path("output").path("errors").asInt()).isEqualTo(7);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void detached_it_prints_the_id_and_does_not_wait() {
    CommandLineRun run = exec("--detach");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo(Script.ID + "\n");
    assertThat(studio.requests(Script.EVENTS)).isEmpty();
  }

  @Test
  void a_wrong_input_starts_and_uploads_nothing() throws IOException {
    Files.writeString(folder.resolve("a.log"), "x");
    CommandLineRun run = exec("--input", "file=@a.log", "--input", "top=many");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("The input 'top' is 'many'; expected integer.");
    assertThat(studio.requests()).extracting(FakeStudio.Request::method).containsOnly("GET");
  }

  @Test
  void a_start_whose_answer_is_lost_is_asked_again_with_the_same_key() {
    try (FakeStudio flaky = new FakeStudio()) {
      flaky
          .on(
              "GET /api/v1/workflows/triage",
              json(200, "{\"name\":\"triage\",\"version\":3,\"text\":" + Json.compact(TEXT) + "}"))
          .on(START, text(502, "text/html", "<h1>Bad gateway</h1>"))
          .on(START, json(200, "{\"id\":\"" + Script.ID + "\",\"created\":false}"))
          .on(Script.EVENTS, stream(Script.STARTED, Script.ended("null")));
      assertThat(CommandLineRun.of(flaky.url(), folder, "exec", "triage").code()).isZero();
      List<FakeStudio.Request> starts = flaky.requests(START);
      assertThat(starts).hasSize(2);
      assertThat(starts.getFirst().header("Idempotency-Key"))
          .isNotBlank()
          .isEqualTo(starts.getLast().header("Idempotency-Key"));
    }
  }

  @Test
  void refused_inputs_are_named() {
    try (FakeStudio strict = new FakeStudio()) {
      strict
          .on(
              "GET /api/v1/workflows/triage",
              json(200, "{\"name\":\"triage\",\"version\":3,\"text\":" + Json.compact(TEXT) + "}"))
          .on(
              START,
              problem(
                  422,
                  "{\"status\":422,\"detail\":\"Some of what was sent cannot be used.\",\"problems\":[{\"path\":\"inputs.file\",\"message\":\"is missing\"},{\"path\":\"\",\"message\":\"two\"}]}"));
      CommandLineRun run = CommandLineRun.of(strict.url(), folder, "exec", "triage");
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err())
          .isEqualTo(
              "studio: Some of what was sent cannot be used.\n  inputs.file: is missing\n  two\n");
    }
  }
}
