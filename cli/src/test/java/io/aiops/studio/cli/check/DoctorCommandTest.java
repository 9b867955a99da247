package io.aiops.studio.cli.check;

import static io.aiops.studio.cli.FakeStudio.json;
import static io.aiops.studio.cli.FakeStudio.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import io.aiops.studio.cli.FakeStudio.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DoctorCommandTest {

  private static final String GOOD =
      """
      {"part": "database", "severity": "ok", "says": "Answers.", "next": "Nothing is to be done."}
      """;
  private static final String BAD =
      """
      {"part": "executions", "severity": "error", "says": "Execution e1 is with nobody.",
       "next": "The sweeper looks at it within 60 s.", "execution": "e1"}
      """;

  private static CommandLineRun doctor(Answer answer, String... options) {
    try (FakeStudio studio = new FakeStudio()) {
      studio.on("GET /api/v1/self-check", answer);
      String[] arguments = new String[options.length + 1];
      arguments[0] = "doctor";
      System.arraycopy(options, 0, arguments, 1, options.length);
      return CommandLineRun.of(studio.url(), Path.of(""), arguments);
    }
  }

  private static Answer found(String... findings) {
    return json(200, "{\"healthy\": true, \"items\": [" + String.join(",", findings) + "]}");
  }

  @Test
  void a_healthy_server_ends_with_0() {
    CommandLineRun run = doctor(found(GOOD));
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualToIgnoringNewLines("ok      database: Answers.");
    assertThat(run.err()).contains("Nothing is wrong.");
  }

  @Test
  void what_is_wrong_is_said_with_what_happens_next_and_ends_with_1() {
    CommandLineRun run = doctor(found(GOOD, BAD));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out().lines())
        .containsExactly(
            "ok      database: Answers.",
            "error   executions: Execution e1 is with nobody.",
            "        The sweeper looks at it within 60 s.");
    assertThat(run.err()).contains("1 of 2 findings");
  }

  @Test
  void json_is_the_servers_answer_with_the_same_exit_code() {
    CommandLineRun run = doctor(found(BAD), "--json");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("\"execution\" : \"e1\"");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void who_may_not_ask_hears_why() {
    CommandLineRun run = doctor(problem(403, "{\"status\":403,\"detail\":\"Needs ADMINISTER.\"}"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("Needs ADMINISTER.");
  }
}
