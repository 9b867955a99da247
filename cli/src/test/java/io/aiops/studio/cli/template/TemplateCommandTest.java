package io.aiops.studio.cli.template;

import static io.aiops.studio.cli.FakeStudio.bytes;
import static io.aiops.studio.cli.FakeStudio.json;
import static io.aiops.studio.cli.FakeStudio.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class TemplateCommandTest {

  private static final String FILE = "application/vnd.aiops.studio.template+zip";
  private static final String PLAN =
      "{\"id\":\"acme.x\",\"version\":\"1.0.0\",\"title\":\"X\",\"workflow\":\"x\",\"plugins\":[{\"name\":\"p\",\"version\":\"1.2.3\",\"sha256\":\"abc\",\"state\":\"IN_FILE\",\"here\":null,\"catalog\":null},{\"name\":\"q\",\"version\":\"2.0.0\",\"sha256\":\"def\",\"state\":\"IN_CATALOG\",\"here\":null,\"catalog\":\"public\"}],\"roles\":[{\"kind\":\"CONNECTION\",\"role\":\"crm\",\"provider\":\"http\",\"player\":null,\"options\":[\"a\",\"b\"]}],\"problems\":[%s]}";
  private static final String OPEN =
      "{\"path\":\"connections.crm\",\"message\":\"has to be chosen\"}";

  @TempDir Path folder;
  @AutoClose private final FakeStudio studio = new FakeStudio();

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(studio.url(), folder, arguments);
  }

  private Path file() throws IOException {
    return Files.write(folder.resolve("x.studio-template"), new byte[] {1, 2, 3});
  }

  private static byte[] zip(String... entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String entry : entries) {
        ZipEntry empty = new ZipEntry(entry);
        empty.setTime(0);
        zip.putNextEntry(empty);
      }
    }
    return out.toByteArray();
  }

  @Test
  void an_export_is_written_whole_under_its_id_and_version() throws IOException {
    Files.writeString(folder.resolve("README.md"), "# X\n");
    studio.on(
        "POST /api/v1/templates/export",
        bytes(200, FILE, zip("plugins/a.studio", "plugins/b.jar")));
    CommandLineRun run =
        run(
            "template",
            "export",
            "x",
            "--id",
            "acme.x",
            "--version",
            "1.0.0",
            "--readme",
            "README.md",
            "--sample",
            "e1",
            "--with-plugins");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(folder.resolve("acme.x-1.0.0.studio-template"))
        .hasBinaryContent(zip("plugins/a.studio", "plugins/b.jar"));
    assertThat(run.err())
        .contains("b is in it as a bare jar", "STUDIO_UNSIGNED=refuse")
        .doesNotContain("a is in it");
    JsonNode sent = studio.requests("POST /api/v1/templates/export").getFirst().json();
    assertThat(sent.get("workflow").asString()).isEqualTo("x");
    assertThat(sent.get("readme").asString()).isEqualTo("# X\n");
    assertThat(sent.get("sampleOf").asString()).isEqualTo("e1");
    assertThat(sent.get("withPlugins").asBoolean()).isTrue();
  }

  @Test
  void an_export_that_is_refused_names_the_places_and_writes_nothing() throws IOException {
    studio.on(
        "POST /api/v1/templates/export",
        problem(
            422,
            "{\"status\":422,\"detail\":\"No.\",\"problems\":[{\"path\":\"line 3\",\"message\":\"holds what looks like an API key\"}]}"));
    CommandLineRun run = run("template", "export", "x", "--version", "1.0.0");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("line 3: holds what looks like an API key");
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void a_plan_says_what_is_needed_and_gives_one_while_something_is_open() throws IOException {
    file();
    studio
        .on("POST /api/v1/templates/plan", json(200, PLAN.formatted(OPEN)))
        .on("POST /api/v1/templates/plan", json(200, PLAN.formatted("")));
    CommandLineRun run =
        run("template", "plan", "x.studio-template", "--name", "y", "--model", "a/b=c/d");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("p +1.2.3 +in file +abc")
        .containsPattern("q +2.0.0 +in catalog +public +def")
        .containsPattern("crm +connection +http +a, b");
    assertThat(run.err()).contains("connections.crm: has to be chosen");
    FakeStudio.Request sent = studio.requests().getFirst();
    assertThat(sent.body()).containsExactly(1, 2, 3);
    assertThat(sent.path()).endsWith("?name=y&model=a%2Fb%3Dc%2Fd");
    assertThat(run("template", "plan", "x.studio-template").code()).isZero();
  }

  @Test
  void an_installation_says_what_was_done_and_what_to_try() throws IOException {
    file();
    studio.on(
        "POST /api/v1/templates/install",
        json(
            201,
            "{\"workflow\":\"y\",\"version\":1,\"template\":\"acme.x\",\"templateVersion\":\"1.0.0\",\"plugins\":[\"p\",\"q\"],\"catalogs\":{\"q\":\"public\"},\"sample\":{\"name\":\"Ada\"}}"));
    CommandLineRun run =
        run(
            "template",
            "install",
            "x.studio-template",
            "--connection",
            "crm=a",
            "--connection",
            "erp=b");
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .contains(
            "Installed acme.x 1.0.0 as y, version 1.",
            "Installed the plugin p.",
            "Installed the plugin q from the catalog 'public'.");
    assertThat(run.out()).isEqualTo("{\"name\":\"Ada\"}\n");
    assertThat(studio.requests().getFirst().path())
        .endsWith("?connection=crm%3Da&connection=erp%3Db");
  }

  @Test
  void a_difference_shows_three_values_and_an_update_takes_decisions() throws IOException {
    file();
    studio
        .on(
            "POST /api/v1/templates/y/diff",
            json(
                200,
                "{\"plan\":{\"id\":\"acme.x\",\"version\":\"1.1.0\",\"workflow\":\"y\"},\"from\":\"1.0.0\",\"workflowVersion\":2,\"changes\":[{\"path\":\"title\",\"side\":\"CONFLICT\",\"taken\":null,\"inBase\":true,\"base\":\"A\",\"inMine\":true,\"mine\":\"B\",\"inTheirs\":false,\"theirs\":null}],\"text\":\"name: y\\n\",\"problems\":[{\"path\":\"title\",\"message\":\"Decide.\"}]}"))
        .on(
            "POST /api/v1/templates/y/update",
            json(
                200,
                "{\"workflow\":\"y\",\"version\":3,\"template\":\"acme.x\",\"templateVersion\":\"1.1.0\",\"plugins\":[],\"sample\":{}}"));
    CommandLineRun diff = run("template", "diff", "y", "x.studio-template");
    assertThat(diff.code()).isEqualTo(1);
    assertThat(diff.out()).containsPattern("title +conflict +\"A\" +\"B\" +-");
    CommandLineRun update =
        run(
            "template",
            "update",
            "y",
            "x.studio-template",
            "--decide",
            "title=mine",
            "--expected-version",
            "2");
    assertThat(update.err()).contains("Updated from acme.x 1.1.0: y is at version 3.");
    assertThat(studio.requests("POST /api/v1/templates/y/update").getFirst().path())
        .endsWith("?decide=title%3Dmine&expectedVersion=2");
  }

  @Test
  void a_file_that_is_not_there_is_a_misuse() {
    assertThat(run("template", "install", "none.studio-template").code()).isEqualTo(2);
    assertThat(run("template").code()).isEqualTo(2);
  }
}
