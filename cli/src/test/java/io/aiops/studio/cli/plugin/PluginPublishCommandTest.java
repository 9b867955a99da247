package io.aiops.studio.cli.plugin;

import static io.aiops.studio.cli.FakeStudio.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import io.aiops.studio.cli.signing.Greeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the compatibility kit does not pass is neither signed with --check nor published. */
final class PluginPublishCommandTest {

  private static final String SUBMIT = "POST /api/v1/catalog/submissions";
  private static final String SUBMISSION =
      "{\"id\":\"7\",\"listing\":\"com.acme.greeter\",\"version\":\"1.0.0\",\"shown\":{}}";

  @TempDir Path folder;

  private final FakeStudio studio = new FakeStudio();

  @BeforeEach
  void answers() {
    studio
        .on(SUBMIT, json(201, SUBMISSION))
        .on("PUT /api/v1/catalog/submissions/7/about", json(200, SUBMISSION))
        .on("POST /api/v1/catalog/submissions/7/publish", json(200, SUBMISSION));
    Greeter.jar(folder);
    Greeter.key(folder);
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  private CommandLineRun run(Path home, String... arguments) {
    Map<String, String> variables = new HashMap<>();
    variables.put("STUDIO_URL", studio.url().toString());
    variables.put("STUDIO_TOKEN", "ast_test");
    variables.put("STUDIO_HOME", home.toString());
    return CommandLineRun.of(variables, folder, arguments);
  }

  @Test
  void what_the_kit_passes_is_sent_with_its_report_signed_into_it() throws IOException {
    Path home = FakeKit.in(folder.resolve("home"), "pass");
    assertThat(run(home, "plugin", "sign", "greeter-1.0.0.jar", "--key", "acme.key").code())
        .isZero();
    CommandLineRun without = run(home, "plugin", "publish", "greeter-1.0.0.studio");
    assertThat(without.code()).isEqualTo(2);
    assertThat(without.err()).contains("'plugin sign --check'", "--key FILE", "Nothing was sent.");
    assertThat(studio.requests(SUBMIT)).isEmpty();

    CommandLineRun with =
        run(home, "plugin", "publish", "greeter-1.0.0.studio", "--key", "acme.key");
    assertThat(with.code()).as(with.err()).isZero();
    Path sent = Files.write(folder.resolve("sent"), studio.requests(SUBMIT).getFirst().body());
    try (ZipFile zip = new ZipFile(sent.toFile())) {
      assertThat(zip.getEntry("compatibility.json")).isNotNull();
      assertThat(zip.getEntry("statement.dsse.json")).isNotNull();
      assertThat(zip.getEntry("sbom.cdx.json")).isNotNull();
    }
  }

  @Test
  void a_package_that_was_signed_with_its_report_goes_as_it_is() throws IOException {
    Path home = FakeKit.in(folder.resolve("home"), "pass");
    String[] sign = {"plugin", "sign", "greeter-1.0.0.jar", "--key", "acme.key", "--check"};
    assertThat(run(home, sign).code()).isZero();
    assertThat(run(home, "plugin", "publish", "greeter-1.0.0.studio").code()).isZero();
    assertThat(studio.requests(SUBMIT).getFirst().body())
        .isEqualTo(Files.readAllBytes(folder.resolve("greeter-1.0.0.studio")));
  }

  @Test
  void several_are_tried_at_once_and_what_has_not_changed_is_not_tried_again() throws IOException {
    Path home = FakeKit.in(folder.resolve("home"), "pass");
    Files.copy(folder.resolve("greeter-1.0.0.jar"), folder.resolve("copy.jar"));
    String[] sign = {
      "plugin",
      "sign",
      "greeter-1.0.0.jar",
      "copy.jar",
      "--key",
      "acme.key",
      "--check",
      "--reports",
      "reports"
    };
    CommandLineRun first = run(home, sign);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).contains("Trying 2 plugins out");
    try (ZipFile zip = new ZipFile(folder.resolve("copy.studio").toFile())) {
      assertThat(zip.getEntry("compatibility.json")).isNotNull();
    }
    assertThat(run(home, sign).err()).doesNotContain("Trying").contains("Signed");
    Greeter.jar(folder, Greeter.MANIFEST.replace("1.0.0", "1.0.1"));
    assertThat(run(home, sign).err()).contains("Trying greeter-1.0.0.jar out");
    Path other = FakeKit.in(folder.resolve("other"), "fail");
    CommandLineRun failed = run(other, sign);
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).contains("does not pass all of them", "copy.jar, secrets: It was");
  }

  @Test
  void what_the_kit_does_not_pass_is_not_sent_and_the_check_is_named() throws IOException {
    Path home = FakeKit.in(folder.resolve("home"), "fail");
    String[] checked = {"plugin", "sign", "greeter-1.0.0.jar", "--key", "acme.key", "--check"};
    assertThat(run(home, checked).err()).contains("does not pass it", "secrets: It was told.");
    assertThat(folder.resolve("greeter-1.0.0.studio")).doesNotExist();
    assertThat(run(home, "plugin", "sign", "greeter-1.0.0.jar", "--key", "acme.key").code())
        .isZero();
    CommandLineRun run =
        run(home, "plugin", "publish", "greeter-1.0.0.studio", "--key", "acme.key");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("secrets: It was told.");
    assertThat(studio.requests(SUBMIT)).isEmpty();

    String[] accepted = {
      "plugin", "publish", "greeter-1.0.0.studio", "--unchecked", "--approve", "--accept", "Mine."
    };
    assertThat(run(home, accepted).code()).isZero();
    assertThat(studio.requests("POST /api/v1/catalog/submissions/7/publish").getFirst().path())
        .contains("accepted=Mine.");
  }
}
