package io.aiops.studio.cli.execution;

import static io.aiops.studio.cli.FakeStudio.json;
import static io.aiops.studio.cli.FakeStudio.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import io.aiops.studio.cli.server.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that go in and come out. */
final class ExecFilesTest {

  @TempDir Path folder;
  @AutoClose private Triage triage;

  @BeforeEach
  void open() {
    triage = new Triage(folder);
  }

  @Test
  void a_file_of_megabytes_arrives_as_it_is() throws IOException {
    byte[] bytes = new byte[8 * 1024 * 1024];
    new Random(1).nextBytes(bytes);
    Files.write(folder.resolve("big log.log"), bytes);
    String reference =
        "{\"file\":\"f1\",\"name\":\"big log.log\",\"mediaType\":\"text/plain\",\"size\":8388608}";
    triage.studio().on("POST /api/v1/files", json(201, reference));
    triage.itRuns("null");
    assertThat(triage.exec("--input", "file=@big log.log").code()).isZero();
    FakeStudio.Request upload = triage.studio().requests("POST /api/v1/files").getFirst();
    assertThat(upload.body()).isEqualTo(bytes);
    assertThat(upload.path()).endsWith("?name=big%20log.log");
    assertThat(upload.header("Content-Type")).isEqualTo("text/plain");
    assertThat(upload.header("Content-Length")).isEqualTo("8388608");
    assertThat(triage.studio().requests(Triage.START).getFirst().json().path("inputs").path("file"))
        .isEqualTo(Json.mapper().readTree(reference));
  }

  @Test
  void files_of_the_output_are_fetched_beside_those_that_are_there() throws IOException {
    Files.writeString(folder.resolve("report.md"), "mine");
    triage.itRuns(
        "{\"a\":[{\"file\":\"f1\",\"name\":\"report.md\",\"mediaType\":\"text/markdown\",\"size\":5}],\"b\":{\"file\":\"f2\",\"name\":\"../../evil\",\"mediaType\":\"text/plain\",\"size\":4}}");
    triage
        .studio()
        .on("GET /api/v1/files/f1", text(200, "text/markdown", "fresh"))
        .on("GET /api/v1/files/f2", text(200, "text/plain", "evil"));
    CommandLineRun run = triage.exec();
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
    triage.itRuns(
        "{\"file\":\"f1\",\"name\":\"report.md\",\"mediaType\":\"text/markdown\",\"size\":9}");
    triage.studio().on("GET /api/v1/files/f1", text(200, "text/markdown", "fresh"));
    CommandLineRun run = triage.exec("--out", folder.resolve("out").toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("has 9 bytes, but 5 came");
    assertThat(folder.resolve("out")).isEmptyDirectory();
  }
}
