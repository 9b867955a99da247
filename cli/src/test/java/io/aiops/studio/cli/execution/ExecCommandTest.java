package io.aiops.studio.cli.execution;

import static io.aiops.studio.cli.FakeStudio.problem;
import static io.aiops.studio.cli.FakeStudio.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import io.aiops.studio.cli.server.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class ExecCommandTest {

  @TempDir Path folder;
  @AutoClose private Triage triage;

  @BeforeEach
  void open() {
    triage = new Triage(folder);
  }

  @Test
  void shows_each_step_and_prints_the_output() {
    triage.itRuns("{\"errors\":7}");
    CommandLineRun run = triage.exec("--input", "top=5");
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
    triage.itRuns("null");
    triage.exec("--input", "top=5", "--input", "note=5", "--idempotency-key", "k1");
    FakeStudio.Request start = triage.studio().requests(Triage.START).getFirst();
    assertThat(start.json())
        .isEqualTo(
            Json.mapper()
                .readTree("{\"workflow\":\"triage\",\"inputs\":{\"top\":5,\"note\":\"5\"}}"));
    assertThat(start.header("Idempotency-Key")).isEqualTo("k1");
    assertThat(start.header("Authorization")).isEqualTo("Bearer ast_test");
  }

  @Test
  void text_output_is_printed_as_it_is() {
    triage.itRuns("\"# Report\\n\\nAll is well.\"");
    assertThat(triage.exec().out()).isEqualTo("# Report\n\nAll is well.\n");
  }

  @Test
  void a_failed_execution_gives_one_and_the_reason() {
    triage
        .studio()
        .on(
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
    CommandLineRun run = triage.exec();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("attempt 2, 1.00 s, denied: Bad key.");
  }

  @Test
  void a_retry_says_when() {
    triage
        .studio()
        .on(
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
    assertThat(triage.exec().err())
        .containsPattern("retrying +1.00 s, unavailable: Away., next attempt at");
  }

  @Test
  void progress_is_shown_without_control_characters() {
    triage
        .studio()
        .on(
            Script.EVENTS,
            stream(
                Script.STARTED,
                "event: progress\ndata: {\"step\":\"parse\",\"message\":\"half \\u001b[2Jdone\"}\n\n",
                Script.ended("null")));
    assertThat(triage.exec().err()).contains("· half  [2Jdone").doesNotContain("\u001b");
  }

  @Test
  void json_is_one_document_and_nothing_else() {
    triage.itRuns("{\"errors\":7}");
    CommandLineRun run = triage.exec("--json");
    JsonNode document = Json.mapper().readTree(run.out());
    assertThat(document.path("execution").asString()).isEqualTo(Script.ID);
    assertThat(document.path("status").asString()).isEqualTo("COMPLETED");
    assertThat(document.path("output").path("errors").asInt()).isEqualTo(7);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void detached_it_prints_the_id_and_does_not_wait() {
    CommandLineRun run = triage.exec("--detach");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo(Script.ID + "\n");
    assertThat(triage.studio().requests(Script.EVENTS)).isEmpty();
  }

  @Test
  void a_wrong_input_starts_and_uploads_nothing() throws IOException {
    Files.writeString(folder.resolve("a.log"), "x");
    CommandLineRun run = triage.exec("--input", "file=@a.log", "--input", "top=many");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("The input 'top' is 'many'; expected integer.");
    assertThat(triage.studio().requests())
        .extracting(FakeStudio.Request::method)
        .containsOnly("GET");
  }

  @Test
  void refused_inputs_are_named() {
    try (FakeStudio strict = new FakeStudio()) {
      strict
          .on("GET /api/v1/workflows/triage", Triage.workflow())
          .on(
              Triage.START,
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
