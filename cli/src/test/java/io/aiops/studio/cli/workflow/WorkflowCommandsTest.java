package io.aiops.studio.cli.workflow;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkflowCommandsTest {

  private static final String VALIDATE = "POST /api/v1/workflows/validate";
  private static final String SAVE = "POST /api/v1/workflows";
  private static final String TEXT = "name: w # é\nsteps: []\n";

  @TempDir Path folder;
  @AutoClose private final FakeStudio studio = new FakeStudio();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), TEXT);
    Files.writeString(folder.resolve("b.yaml"), "name: b\n");
  }

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(studio.url(), folder, arguments);
  }

  @Test
  void all_problems_of_all_files_are_named() {
    studio
        .on(
            VALIDATE,
            json(
                200,
                "{\"valid\":false,\"problems\":[{\"path\":\"steps[1].kind\",\"message\":\"is 'magic'; expected one of [agent]\"},{\"path\":\"\",\"message\":\"has a cycle\"}]}"))
        .on(VALIDATE, json(200, "{\"valid\":true,\"problems\":[]}"));
    CommandLineRun run = run("validate", "a.yaml", "b.yaml");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .isEqualTo(
            """
            a.yaml: steps[1].kind: is 'magic'; expected one of [agent]
            a.yaml: has a cycle
            b.yaml: valid
            """);
    assertThat(studio.requests(VALIDATE).getFirst().text()).isEqualTo(TEXT);
    assertThat(studio.requests(VALIDATE).getFirst().header("Content-Type"))
        .isEqualTo("application/yaml");
  }

  @Test
  void valid_files_give_zero_and_json_if_asked() {
    studio.on(VALIDATE, json(200, "{\"valid\":true,\"problems\":[]}"));
    CommandLineRun run = run("validate", "--json", "a.yaml");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("{\"file\":\"a.yaml\",\"valid\":true,\"problems\":[]}\n");
  }

  @Test
  void applying_saves_a_new_version_byte_for_byte() {
    studio
        .on("GET /api/v1/workflows/w", json(200, "{\"name\":\"w\",\"version\":4,\"text\":\"old\"}"))
        .on(SAVE, json(201, "{\"name\":\"w\",\"version\":5}"));
    CommandLineRun run = run("apply", "a.yaml");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("a.yaml: saved as version 5 of w\n");
    assertThat(studio.requests(SAVE).getFirst().text()).isEqualTo(TEXT);
  }

  @Test
  void applying_the_newest_text_again_makes_no_version() {
    studio.on(
        "GET /api/v1/workflows/w",
        json(200, "{\"name\":\"w\",\"version\":4,\"text\":" + Json.compact(TEXT) + "}"));
    CommandLineRun run = run("apply", "a.yaml");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("a.yaml: unchanged, version 4 of w\n");
    assertThat(studio.requests(SAVE)).isEmpty();
  }

  @Test
  void a_file_that_is_refused_does_not_keep_the_others_from_being_saved() {
    studio
        .on(
            SAVE,
            problem(
                422,
                "{\"status\":422,\"detail\":\"Some of what was sent cannot be used.\",\"problems\":[{\"path\":\"steps\",\"message\":\"is empty\"}]}"))
        .on(SAVE, json(201, "{\"name\":\"b\",\"version\":1}"));
    CommandLineRun run = run("apply", "a.yaml", "b.yaml");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEqualTo("b.yaml: saved as version 1 of b\n");
    assertThat(run.err()).isEqualTo("a.yaml: not saved, it cannot run.\n  steps: is empty\n");
  }

  @Test
  void workflows_are_listed() {
    studio.on(
        "GET /api/v1/workflows",
        json(
            200,
            "{\"items\":[{\"name\":\"w\",\"version\":4,\"title\":\"Work\",\"savedAt\":\"2026-11-25T12:00:00Z\",\"savedBy\":\"ann\"}]}"));
    assertThat(run("workflows").out()).containsPattern("w +4 +2026-11-25 .* +ann +Work");
  }

  @Test
  void a_file_that_the_server_would_not_read_is_not_sent() throws IOException {
    Files.writeString(folder.resolve("long.yaml"), "x".repeat(1024 * 1024 + 1));
    Files.writeString(folder.resolve("large.yaml"), "x".repeat(3 * 1024 * 1024));
    studio.on(VALIDATE, json(200, "{\"valid\":true,\"problems\":[]}"));
    for (String command : List.of("validate", "apply")) {
      CommandLineRun run = run(command, "a.yaml", "long.yaml");
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err())
          .contains("long.yaml has 1,048,577 characters; a workflow has at most 1,048,576.");
      assertThat(run(command, "large.yaml").err())
          .contains("large.yaml has 3,145,728 bytes; a workflow has at most 2,097,152.");
    }
    assertThat(studio.requests(VALIDATE)).isEmpty();
    assertThat(studio.requests(SAVE)).isEmpty();
  }

  @Test
  void characters_count_where_the_server_counts_them() throws IOException {
    Files.writeString(folder.resolve("long.yaml"), "é".repeat(1024 * 1024));
    studio.on(VALIDATE, json(200, "{\"valid\":true,\"problems\":[]}"));
    assertThat(run("validate", "long.yaml").code()).isZero();
  }
}
