package io.aiops.studio.cli.template;

import static io.aiops.studio.cli.FakeStudio.json;
import static io.aiops.studio.cli.FakeStudio.problem;
import static io.aiops.studio.cli.FakeStudio.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Templates are shared with the team, taken from there, and taken away. */
final class TemplateSharedTest {

  private static final String LIST = "GET /api/v1/templates/shared";
  private static final String EXPORT = "POST /api/v1/templates/shared/export";
  private static final String FILE = "POST /api/v1/templates/shared";
  private static final String BYTES = "GET /api/v1/templates/shared/team.x/1.10.0";
  private static final String INSTALL = "POST /api/v1/templates/install";
  private static final String DONE =
      "{\"template\":\"team.x\",\"version\":\"1.10.0\",\"sha256\":\"abc\"}";
  private static final String SHARED =
      "{\"items\":[{\"template\":\"team.x\",\"version\":\"1.10.0\",\"kind\":\"WORKFLOW\",\"title\":\"X\",\"sharedBy\":\"ada\",\"newest\":true,\"updates\":[\"y\",\"z\"]},{\"template\":\"team.x\",\"version\":\"1.9.0\",\"kind\":\"WORKFLOW\",\"title\":\"X\",\"sharedBy\":\"ada\",\"newest\":false,\"updates\":[]}]}";
  private static final String INSTALLED =
      "{\"workflow\":\"x\",\"version\":1,\"template\":\"team.x\",\"templateVersion\":\"1.10.0\",\"plugins\":[],\"sample\":{}}";

  @TempDir Path folder;
  @AutoClose private final FakeStudio studio = new FakeStudio();

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(studio.url(), folder, arguments);
  }

  @Test
  void a_workflow_is_shared_and_others_are_told_how_to_take_it() {
    studio.on(EXPORT, json(201, DONE));
    CommandLineRun run =
        run(
            "template",
            "share",
            "x",
            "--id",
            "team.x",
            "--version",
            "1.10.0",
            "--with-plugins",
            "--step",
            "say");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("studio template install shared:team.x@1.10.0");
    JsonNode sent = studio.requests(EXPORT).getFirst().json();
    assertThat(sent.get("workflow").asString()).isEqualTo("x");
    assertThat(sent.get("id").asString()).isEqualTo("team.x");
    assertThat(sent.get("withPlugins").asBoolean()).isTrue();
    assertThat(sent.get("step").asString()).isEqualTo("say");
  }

  @Test
  void a_file_is_shared_as_it_is() throws IOException {
    Files.write(folder.resolve("x.studio-template"), new byte[] {1, 2, 3});
    studio.on(FILE, json(201, DONE));
    CommandLineRun run = run("template", "share", "x.studio-template");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(studio.requests(FILE).getFirst().body()).containsExactly(1, 2, 3);
    assertThat(run("template", "share", "none.studio-template").code()).isEqualTo(2);
    CommandLineRun without = run("template", "share", "x");
    assertThat(without.code()).isEqualTo(2);
    assertThat(without.err()).contains("--version X.Y.Z");
  }

  @Test
  void what_is_shared_is_listed_with_the_workflows_it_updates() {
    studio.on(LIST, json(200, SHARED));
    CommandLineRun run = run("template", "shared");
    assertThat(run.out())
        .containsPattern("team.x +1.10.0 +workflow +X +ada +y, z")
        .containsPattern("team.x +1.9.0 +workflow +X +ada");
    assertThat(run("template", "shared", "--json").out().lines()).hasSize(2);
  }

  @Test
  void what_is_shared_is_installed_in_the_newest_version_or_the_one_named() {
    studio
        .on(LIST, json(200, SHARED))
        .on(BYTES, text(200, "application/octet-stream", "the file"))
        .on(INSTALL, json(201, INSTALLED));
    assertThat(run("template", "install", "shared:team.x").code()).isZero();
    assertThat(run("template", "install", "shared:team.x@1.10.0", "--name", "mine").code())
        .isZero();
    assertThat(studio.requests(INSTALL))
        .hasSize(2)
        .allSatisfy(sent -> assertThat(sent.text()).isEqualTo("the file"));
    assertThat(studio.requests(LIST)).hasSize(1);
    CommandLineRun none = run("template", "install", "shared:team.none");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("The workspace shares no template team.none.");
    assertThat(run("template", "install", "shared:Team X").code()).isEqualTo(2);
  }

  @Test
  void what_was_shared_is_taken_away() {
    studio
        .on("DELETE /api/v1/templates/shared/team.x/1.10.0", json(204, ""))
        .on(
            "DELETE /api/v1/templates/shared/team.x/1.10.0",
            problem(404, "{\"status\":404,\"detail\":\"There is no shared template.\"}"));
    CommandLineRun run = run("template", "unshare", "team.x@1.10.0");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("team.x 1.10.0 is not shared any more.");
    assertThat(run("template", "unshare", "shared:team.x@1.10.0").code()).isEqualTo(1);
    assertThat(run("template", "unshare", "team.x").code()).isEqualTo(2);
  }
}
