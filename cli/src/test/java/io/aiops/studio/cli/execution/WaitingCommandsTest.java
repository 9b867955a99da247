package io.aiops.studio.cli.execution;

import static io.aiops.studio.cli.FakeStudio.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class WaitingCommandsTest {

  private static final String SIGNALS = "POST /api/v1/executions/e1/signals";
  private static final String DECISION = "POST /api/v1/approvals/a1/decision";

  @Test
  void a_signal_goes_with_its_payload_and_id() {
    try (FakeStudio studio = new FakeStudio()) {
      studio.on(SIGNALS, json(202, "{\"id\":\"s1\"}"));
      CommandLineRun run =
          CommandLineRun.of(
              studio.url(),
              Path.of(""),
              "signal",
              "e1",
              "paid",
              "--payload",
              "{\"amount\":12}",
              "--id",
              "s1");
      assertThat(run.code()).isZero();
      assertThat(run.out()).isEqualToIgnoringNewLines("s1");
      assertThat(studio.requests(SIGNALS))
          .extracting(FakeStudio.Request::text)
          .containsExactly("{\"name\":\"paid\",\"payload\":{\"amount\":12},\"id\":\"s1\"}");
    }
  }

  @Test
  void a_payload_that_is_no_json_is_text() {
    try (FakeStudio studio = new FakeStudio()) {
      studio.on(SIGNALS, json(202, "{\"id\":\"s1\"}"));
      CommandLineRun.of(
          studio.url(), Path.of(""), "signal", "e1", "paid", "--payload", "by hand", "--id", "s1");
      assertThat(studio.requests(SIGNALS).getFirst().json().path("payload").asString())
          .isEqualTo("by hand");
    }
  }

  @Test
  void lists_what_waits_for_me() {
    try (FakeStudio studio = new FakeStudio()) {
      studio.on(
          "GET /api/v1/approvals",
          json(
              200,
              "{\"items\":[{\"id\":\"a1\",\"workflow\":\"refund\",\"step\":\"ask\",\"requestedAt\":\"2026-11-25T12:00:00Z\",\"question\":\"Pay"
                  + " back 12?\"}],\"next\":null}"));
      CommandLineRun run = CommandLineRun.of(studio.url(), Path.of(""), "approvals");
      assertThat(run.code()).isZero();
      assertThat(run.out()).containsPattern("a1 +refund +ask +2026-11-25T12:00:00Z +Pay back 12");
      assertThat(studio.requests().getFirst().path()).contains("for=me");
    }
  }

  @Test
  void a_decision_is_bound_to_what_was_seen() {
    try (FakeStudio studio = new FakeStudio()) {
      studio.on(DECISION, json(200, "{\"summary\":{\"state\":\"DECIDING\"}}"));
      CommandLineRun run =
          CommandLineRun.of(
              studio.url(), Path.of(""), "decide", "a1", "--as", "reject", "--hash", "ab");
      assertThat(run.code()).isZero();
      assertThat(studio.requests(DECISION))
          .extracting(FakeStudio.Request::text)
          .containsExactly("{\"hash\":\"ab\",\"decision\":\"reject\"}");
    }
  }

  @Test
  void a_decision_without_a_hash_is_misuse() {
    try (FakeStudio studio = new FakeStudio()) {
      CommandLineRun run =
          CommandLineRun.of(studio.url(), Path.of(""), "decide", "a1", "--as", "approve");
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("--hash is missing");
      assertThat(studio.requests()).isEmpty();
    }
  }

  @Test
  void without_a_decision_it_shows_what_is_asked() {
    try (FakeStudio studio = new FakeStudio()) {
      studio.on("GET /api/v1/approvals/a1", json(200, "{\"hash\":\"ab\"}"));
      CommandLineRun run = CommandLineRun.of(studio.url(), Path.of(""), "decide", "a1");
      assertThat(run.code()).isZero();
      assertThat(run.out()).contains("\"hash\"").contains("ab");
    }
  }
}
