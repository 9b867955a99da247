package io.aiops.studio.cli.queue;

import static io.aiops.studio.cli.FakeStudio.json;
import static io.aiops.studio.cli.FakeStudio.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import io.aiops.studio.cli.server.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeadLettersCommandTest {

  private static final String ALL = "/api/v1/queues/dead-letters";
  private static final String BODY =
      "{\"executionId\":\"e1\",\"path\":\"parse\",\"attempt\":1,\"header\":null}";
  private static final String LETTER =
      "{\"id\":\"d1\",\"execution\":\"e1\",\"type\":\"timer\",\"body\":"
          + BODY
          + ",\"why\":\"IllegalStateException: no\\nsuch step\",\"tries\":8,\"at\":\"2026-11-25T12:00:00Z\"}";

  @TempDir Path folder;
  @AutoClose private final FakeStudio studio = new FakeStudio();

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(studio.url(), folder, arguments);
  }

  @Test
  void they_are_listed_with_why() {
    studio.on("GET " + ALL, json(200, "{\"letters\":[" + LETTER + "]}"));
    CommandLineRun run = run("dead-letters", "list");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .containsPattern(
            "d1 +2026-11-25 \\S+ +timer +e1 +8 +IllegalStateException: no such step\n");
    assertThat(run.err()).isEmpty();
    assertThat(run("dead-letters", "list", "--json").out()).isEqualTo(LETTER + "\n");
  }

  @Test
  void a_full_list_says_that_there_may_be_more() {
    String hundred = String.join(",", Collections.nCopies(100, LETTER));
    studio.on("GET " + ALL, json(200, "{\"letters\":[" + hundred + "]}"));
    assertThat(run("dead-letters", "list").err())
        .isEqualTo("These are the newest 100; there may be more.\n");
    CommandLineRun json = run("dead-letters", "list", "--json");
    assertThat(json.err()).isEqualTo("These are the newest 100; there may be more.\n");
    assertThat(json.out().lines()).hasSize(100);
  }

  @Test
  void one_is_shown_with_its_command() {
    studio.on("GET " + ALL + "/d1", json(200, LETTER));
    assertThat(run("dead-letters", "show", "d1").out())
        .containsPattern("put aside +2026-11-25 \\S+ after 8 tries\n")
        .containsPattern("why +IllegalStateException: no such step\n")
        .contains("\"path\" : \"parse\"");
  }

  @Test
  void what_show_prints_is_what_send_takes() throws IOException {
    studio
        .on("GET " + ALL + "/d1", json(200, LETTER))
        .on("PUT " + ALL + "/d1", json(200, LETTER))
        .on("POST " + ALL + "/d1/send", json(204, ""));
    Files.writeString(
        folder.resolve("d.json"),
        run("dead-letters", "show", "d1", "--body").out().replace("parse", "read"));
    CommandLineRun run = run("dead-letters", "send", "d1", "--body", "d.json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEqualTo("Sent: d1\n");
    assertThat(studio.requests("PUT " + ALL + "/d1").getFirst().json())
        .isEqualTo(Json.mapper().readTree("{\"body\":" + BODY.replace("parse", "read") + "}"));
    assertThat(studio.requests().getLast().method()).isEqualTo("POST");
  }

  @Test
  void one_that_is_edited_only_is_not_sent() throws IOException {
    Files.writeString(folder.resolve("d.json"), BODY);
    studio.on("PUT " + ALL + "/d1", json(200, LETTER));
    assertThat(run("dead-letters", "edit", "d1", "d.json").code()).isZero();
    assertThat(studio.requests()).extracting(FakeStudio.Request::method).containsExactly("PUT");
  }

  @Test
  void an_edit_that_is_refused_is_not_sent() throws IOException {
    Files.writeString(folder.resolve("d.json"), "{\"pth\":1}");
    studio.on(
        "PUT " + ALL + "/d1",
        problem(
            422,
            "{\"status\":422,\"detail\":\"Some cannot be used.\",\"problems\":[{\"path\":\"body.pth\",\"message\":\"is not known here\"}]}"));
    CommandLineRun run = run("dead-letters", "send", "d1", "--body", "d.json");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).endsWith("  body.pth: is not known here\n");
    assertThat(studio.requests()).extracting(FakeStudio.Request::method).containsExactly("PUT");
  }

  @Test
  void one_that_is_gone_does_not_keep_the_others_from_being_sent_or_dropped() {
    studio
        .on(
            "POST " + ALL + "/d1/send",
            problem(404, "{\"status\":404,\"detail\":\"There is no dead letter 'd1'.\"}"))
        .on("POST " + ALL + "/d2/send", json(204, ""))
        .on("DELETE " + ALL + "/d3", json(204, ""));
    CommandLineRun run = run("dead-letters", "send", "d1", "d2");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("studio: d1: There is no dead letter 'd1'.\nSent: d2\n");
    assertThat(run("dead-letters", "drop", "d3").err()).isEqualTo("Dropped: d3\n");
  }

  @Test
  void one_that_the_server_cannot_send_does_not_keep_the_others_from_being_sent() {
    studio
        .on("POST " + ALL + "/d1/send", problem(500, "{\"status\":500,\"detail\":\"It broke.\"}"))
        .on("POST " + ALL + "/d2/send", json(204, ""));
    CommandLineRun run = run("dead-letters", "send", "d1", "d2");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("studio: d1: It broke.\nSent: d2\n");
  }

  @ParameterizedTest
  @CsvSource({"401,1", "403,1", "503,3"})
  void a_refusal_that_holds_for_all_ends_it(int status, int code) {
    studio.on(
        "POST " + ALL + "/d1/send",
        problem(status, "{\"status\":" + status + ",\"detail\":\"Not now.\"}"));
    CommandLineRun run = run("dead-letters", "send", "d1", "d2");
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.err()).startsWith("studio: Not now.");
    assertThat(studio.requests()).hasSize(1);
  }

  @Test
  void a_single_try_is_one() {
    studio.on("GET " + ALL + "/d1", json(200, LETTER.replace("\"tries\":8", "\"tries\":1")));
    assertThat(run("dead-letters", "show", "d1").out()).containsPattern("after 1 try\n");
  }

  @Test
  void what_a_terminal_would_obey_is_escaped_in_json() {
    String letter = LETTER.replace("such step", "\u009b2J\u007f step");
    studio.on("GET " + ALL + "/d1", json(200, letter));
    for (String how : List.of("--json", "--body")) {
      assertThat(run("dead-letters", "show", "d1", how).out())
          .doesNotContainPattern("[\\x7f-\\x9f]");
    }
    assertThat(run("dead-letters", "show", "d1", "--json").out()).contains("\\u009b2J\\u007f step");
  }

  @Test
  void one_command_for_several_letters_is_misuse() throws IOException {
    Files.writeString(folder.resolve("d.json"), BODY);
    CommandLineRun run = run("dead-letters", "send", "d1", "d2", "--body", "d.json");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("studio: --body is given with 2 IDs; expected one.\n");
    assertThat(studio.requests()).isEmpty();
  }
}
