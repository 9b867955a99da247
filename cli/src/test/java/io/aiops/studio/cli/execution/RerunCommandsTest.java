package io.aiops.studio.cli.execution;

import static io.aiops.studio.cli.FakeStudio.json;
import static io.aiops.studio.cli.FakeStudio.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class RerunCommandsTest {

  @Test
  void a_retry_prints_the_new_execution() {
    try (FakeStudio studio = new FakeStudio()) {
      studio.on("POST /api/v1/executions/e1/retry", json(201, "{\"id\":\"e2\",\"created\":true}"));
      CommandLineRun run =
          CommandLineRun.of(studio.url(), Path.of(""), "retry", "e1", "--idempotency-key", "once");
      assertThat(run.code()).isZero();
      assertThat(run.out()).isEqualToIgnoringNewLines("e2");
      assertThat(run.err()).contains("./studio show e2 --follow");
      assertThat(studio.requests("POST /api/v1/executions/e1/retry"))
          .extracting(request -> request.header("Idempotency-Key"))
          .containsExactly("once");
    }
  }

  @Test
  void a_retry_of_what_completed_says_why_not() {
    try (FakeStudio studio = new FakeStudio()) {
      studio.on(
          "POST /api/v1/executions/e1/retry",
          problem(409, "{\"status\":409,\"detail\":\"It completed.\"}"));
      CommandLineRun run = CommandLineRun.of(studio.url(), Path.of(""), "retry", "e1");
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).contains("It completed.");
    }
  }

  @Test
  void a_fork_keeps_the_inputs_that_are_not_named() {
    try (FakeStudio studio = new FakeStudio()) {
      studio
          .on("GET /api/v1/executions/e1", json(200, "{\"inputs\":{\"a\":1,\"b\":\"x\"}}"))
          .on("POST /api/v1/executions/e1/fork", json(201, "{\"id\":\"e2\",\"created\":true}"));
      CommandLineRun run =
          CommandLineRun.of(
              studio.url(),
              Path.of(""),
              "fork",
              "e1",
              "--at",
              "parse",
              "--version",
              "4",
              "--input",
              "a=[2]",
              "--instruction",
              "parse=Be brief = good",
              "--model",
              "parse=mock/small");
      assertThat(run.code()).isZero();
      assertThat(studio.requests("POST /api/v1/executions/e1/fork"))
          .extracting(FakeStudio.Request::text)
          .containsExactly(
              "{\"step\":\"parse\",\"version\":4,\"inputs\":{\"a\":[2],\"b\":\"x\"},"
                  + "\"changes\":{\"parse\":{\"instruction\":\"Be brief = good\",\"model\":\"mock/small\"}}}");
    }
  }

  @Test
  void a_change_without_a_step_is_misuse() {
    try (FakeStudio studio = new FakeStudio()) {
      CommandLineRun run =
          CommandLineRun.of(
              studio.url(), Path.of(""), "fork", "e1", "--at", "parse", "--model", "small");
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("--model is 'small'; expected NAME=VALUE.");
      assertThat(studio.requests()).isEmpty();
    }
  }

  @Test
  void a_rollback_of_a_running_execution_stays_with_it() {
    try (FakeStudio studio = new FakeStudio()) {
      studio.on(
          "POST /api/v1/executions/e1/rollback", json(202, "{\"id\":\"e1\",\"created\":false}"));
      CommandLineRun run =
          CommandLineRun.of(
              studio.url(), Path.of(""), "rollback", "e1", "--to", "parse", "--diagnosis", "No.");
      assertThat(run.code()).isZero();
      assertThat(run.err()).contains("It goes back");
      assertThat(studio.requests("POST /api/v1/executions/e1/rollback"))
          .singleElement()
          .satisfies(request -> {
            assertThat(request.json().path("step").asString()).isEqualTo("parse");
            assertThat(request.json().path("diagnosis").asString()).isEqualTo("No.");
          });
    }
  }
}
