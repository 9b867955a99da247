package io.aiops.studio.cli.execution;

import static io.aiops.studio.cli.FakeStudio.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ExecutionsCommandTest {

  private static final String LIST = "GET /api/v1/executions";
  private static final String LINE =
      "{\"id\":\"e%d\",\"workflow\":\"triage\",\"version\":3,\"status\":\"FAILED\",\"createdAt\":\"2026-11-25T12:00:00Z\",\"endedAt\":\"2026-11-25T12:00:01.500Z\",\"startedBy\":\"ann\",\"stepsDone\":1,\"stepsKnown\":4,\"usage\":{\"inputTokens\":0,\"outputTokens\":0,\"simulated\":false},\"failure\":{\"category\":\"denied\",\"message\":\"Bad"
          + " key.\"}}";

  @Test
  void lists_page_after_page_until_the_limit() {
    try (FakeStudio studio = new FakeStudio()) {
      studio
          .on(LIST, json(200, "{\"items\":[" + LINE.formatted(1) + "],\"next\":\"n 1\"}"))
          .on(LIST, json(200, "{\"items\":[" + LINE.formatted(2) + "],\"next\":\"n2\"}"))
          .on(LIST, json(200, "{\"items\":[" + LINE.formatted(3) + "],\"next\":null}"));
      CommandLineRun run =
          CommandLineRun.of(
              studio.url(),
              Path.of(""),
              "executions",
              "--workflow",
              "triage",
              "--status",
              "failed",
              "--limit",
              "2");
      assertThat(run.code()).isZero();
      assertThat(run.out().lines()).hasSize(3);
      assertThat(run.out())
          .containsPattern("e2 +triage v3 +FAILED .*1.50 s +1/4 +denied: Bad key.");
      assertThat(studio.requests(LIST))
          .extracting(FakeStudio.Request::path)
          .containsExactly(
              "/api/v1/executions?workflow=triage&status=failed&limit=2",
              "/api/v1/executions?workflow=triage&status=failed&before=n%201&limit=1");
    }
  }

  @Test
  void a_limit_out_of_bounds_is_misuse() {
    try (FakeStudio studio = new FakeStudio()) {
      CommandLineRun run =
          CommandLineRun.of(studio.url(), Path.of(""), "executions", "--limit", "0");
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("--limit is 0; expected a number from 1 to 10000.");
      assertThat(studio.requests()).isEmpty();
    }
  }

  @Test
  void shows_steps_with_their_attempts() {
    try (FakeStudio studio = new FakeStudio()) {
      studio.on(
          "GET /api/v1/executions/e1",
          json(
              200,
              "{\"summary\":"
                  + LINE.formatted(1)
                  + ",\"steps\":[{\"path\":\"parse\",\"id\":\"parse\",\"title\":\"parse\",\"kind\":\"agent\",\"status\":\"FAILED\",\"attempts\":[{\"number\":1,\"scheduledAt\":\"2026-11-25T12:00:00Z\",\"endedAt\":\"2026-11-25T12:00:00.250Z\"},{\"number\":2,\"scheduledAt\":\"2026-11-25T12:00:01Z\",\"endedAt\":\"2026-11-25T12:00:01.500Z\",\"failure\":{\"category\":\"denied\",\"message\":\"Bad"
                  + " key.\"}}],\"progress\":null}],\"output\":null}"));
      CommandLineRun run = CommandLineRun.of(studio.url(), Path.of(""), "show", "e1");
      assertThat(run.code()).isZero();
      assertThat(run.out())
          .containsPattern("workflow +triage v3")
          .containsPattern("parse +agent +FAILED +2 +500 ms +denied: Bad key.");
    }
  }

  @Test
  void a_history_that_was_changed_is_named_and_fails_the_command() {
    try (FakeStudio studio = new FakeStudio()) {
      studio
          .on(LIST, json(200, "{\"items\":[{\"id\":\"e1\"}],\"next\":\"n1\"}"))
          .on(LIST, json(200, "{\"items\":[{\"id\":\"e2\"}],\"next\":null}"))
          .on(
              "GET /api/v1/executions/e1/verification",
              json(200, "{\"id\":\"e1\",\"intact\":true,\"events\":3,\"hash\":\"ab\"}"))
          .on(
              "GET /api/v1/executions/e2/verification",
              json(
                  200,
                  "{\"id\":\"e2\",\"intact\":false,\"events\":1,\"firstBad\":2,\"problem\":\"changed\"}"));
      CommandLineRun run = CommandLineRun.of(studio.url(), Path.of(""), "verify", "--all");
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.out()).isEqualToIgnoringNewLines("e2: event 2: changed");
      assertThat(run.err()).contains("1 of 2 executions");
    }
  }

  @Test
  void a_replay_that_comes_out_the_same_shows_its_hash() {
    try (FakeStudio studio = new FakeStudio()) {
      studio.on(
          "GET /api/v1/executions/e1/replay",
          json(200, "{\"events\":3,\"hash\":\"ab\",\"firstDifferent\":null}"));
      CommandLineRun run = CommandLineRun.of(studio.url(), Path.of(""), "replay", "e1");
      assertThat(run.code()).isZero();
      assertThat(run.out()).contains("e1: decided again the same, 3 events, ab");
    }
  }

  @Test
  void cancelling_asks_for_it() {
    try (FakeStudio studio = new FakeStudio()) {
      studio.on("POST /api/v1/executions/e1/cancel", json(202, ""));
      CommandLineRun run = CommandLineRun.of(studio.url(), Path.of(""), "cancel", "e1");
      assertThat(run.code()).isZero();
      assertThat(studio.requests("POST /api/v1/executions/e1/cancel")).hasSize(1);
    }
  }
}
