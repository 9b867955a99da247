package io.aiops.studio.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.host.trust.TrustReport.Signed;
import io.aiops.studio.marketplace.publishing.TestPackage;
import io.aiops.studio.marketplace.template.Choices;
import io.aiops.studio.marketplace.template.ExportRequest;
import io.aiops.studio.marketplace.template.Plan;
import io.aiops.studio.marketplace.template.Plan.State;
import io.aiops.studio.marketplace.template.Sample;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plugins leave with a template as their publishers signed them, and come in by the gate: into a
 * studio that takes nothing else.
 */
class TemplateTrustTest {

  private static final SigningKey KEY = SigningKey.create();

  @TempDir private static Path folder;

  private static TestStudio first;
  private static TestStudio strict;

  @BeforeAll
  static void start() throws IOException {
    first = TestStudio.startEmpty(folder.resolve("first"));
    strict = TestStudio.startEmpty(folder.resolve("strict"), Map.of("STUDIO_UNSIGNED", "refuse"));
  }

  @AfterAll
  static void stop() {
    first.close();
    strict.close();
  }

  private static void knows(TestStudio studio, String namespace) {
    studio.studio().publishers().add(studio.caller(), namespace, "Acme");
    studio.studio().publishers().addKey(studio.caller(), namespace, KEY.publicKey().text(), null);
  }

  /** A workflow of one step that the plugin does, with that plugin. */
  private static TemplateFile exported(String agent, byte[] plugin) {
    first
        .studio()
        .plugins()
        .install(first.caller(), agent + ".studio", new ByteArrayInputStream(plugin));
    first
        .studio()
        .workflows()
        .save(
            first.caller(),
            """
            schema: aiops-studio/workflow/v1
            name: asks-%s
            steps:
              - {id: one, kind: agent, agent: %s, instruction: go}
            """
                .formatted(agent, agent),
            null);
    ExportRequest request =
        new ExportRequest(
            "asks-" + agent,
            null,
            "demo.asks-" + agent,
            "1.0.0",
            null,
            null,
            null,
            true,
            null,
            null);
    byte[] file = new TemplateService(first.studio()).export(first.caller(), request).write();
    return TemplateFile.read(agent + TemplateFile.ENDING, file);
  }

  private static Plan plan(TemplateFile file) {
    return new TemplateService(strict.studio()).plan(strict.caller(), file, Choices.NONE);
  }

  private static void isRefused(TemplateFile file, String... why) {
    assertThat(plan(file).problems().toString()).contains(why);
    assertThatThrownBy(
            () -> new TemplateService(strict.studio()).install(strict.caller(), file, Choices.NONE))
        .isInstanceOf(InvalidException.class)
        .hasMessageContainingAll(why);
    assertThat(strict.studio().workflows().list(strict.caller(), "", 10, 0))
        .noneMatch(workflow -> workflow.name().equals(file.manifest().workflow()));
    assertThat(strict.studio().plugins().list(strict.caller()))
        .noneMatch(plugin -> plugin.name().equals(file.lock().plugins().getFirst().name()));
  }

  /** The same with other files in the place of its plugin. */
  private static TemplateFile with(TemplateFile file, Map<String, byte[]> plugins) {
    return TemplateFile.of(file.manifest(), file.lock(), file.text(), Sample.NONE, plugins);
  }

  private static byte[] jar(byte[] whole) {
    return StudioPackage.read("whole", whole).file(StudioPackage.JAR);
  }

  @Test
  void what_is_signed_stays_so_on_its_way_into_a_studio_that_takes_nothing_else() {
    knows(first, "acme");
    TestPackage made = TestPackage.of("acme.quiet", "1.0.0").agent("quiet");
    byte[] whole = made.sign(KEY);
    TemplateFile file = exported("quiet", whole);
    assertThat(plan(file).plugins()).singleElement().returns(State.IN_FILE, Plan.PluginNeed::state);
    isRefused(file, "acme.quiet", "no known publisher's namespace", "Enter the publisher");

    knows(strict, "acme");
    String entry = "plugins/acme.quiet.studio";
    byte[] changed = made.file("README.md", "# Other\n".getBytes(StandardCharsets.UTF_8)).sign(KEY);
    Map<String, byte[]> mixed = new TreeMap<>();
    for (String part : new String[] {"plugin.jar", "sbom.cdx.json", "provenance.json"}) {
      mixed.put(part, StudioPackage.read("whole", whole).file(part));
    }
    mixed.put("README.md", StudioPackage.read("changed", changed).file("README.md"));
    mixed.put(
        "statement.dsse.json", StudioPackage.read("whole", whole).file("statement.dsse.json"));
    isRefused(
        with(file, Map.of(entry, TestPackage.zip(mixed))),
        "README.md",
        "is not the file that the publisher signed");
    isRefused(with(file, Map.of("plugins/acme.quiet.jar", jar(whole))), "whose plugins are signed");

    assertThat(plan(file).problems()).isEmpty();
    new TemplateService(strict.studio()).install(strict.caller(), file, Choices.NONE);
    assertThat(strict.studio().plugins().list(strict.caller()))
        .singleElement()
        .returns(PluginView.State.ACTIVE, PluginView::state);
    assertThat(
            strict.studio().trust().of(strict.caller(), "acme.quiet").judgement().trust().signed())
        .isEqualTo(Signed.SIGNED);
    assertThat(strict.run("asks-quiet", Map.of()).summary().status()).isEqualTo(Status.COMPLETED);
    ExportRequest again =
        new ExportRequest(
            "asks-quiet", null, "demo.asks-quiet", "1.0.1", null, null, null, true, null, null);
    assertThat(new TemplateService(strict.studio()).export(strict.caller(), again).lock().plugins())
        .isEqualTo(file.lock().plugins());
    assertThat(strict.studio().trust().signedPackage(strict.caller(), "acme.quiet"))
        .as("and may leave again")
        .isPresent();
  }

  @Test
  void a_bare_jar_is_named_before_anything_is_touched_and_not_taken() {
    byte[] signed = TestPackage.of("nobody.loud", "1.0.0").agent("loud").sign(KEY);
    byte[] jar = jar(signed);
    TemplateFile file = exported("loud", jar);
    assertThat(plan(file).plugins())
        .singleElement()
        .returns(State.BARE_IN_FILE, Plan.PluginNeed::state);
    isRefused(
        file,
        "plugins.nobody.loud",
        "bare jar only",
        "STUDIO_UNSIGNED=refuse",
        "Install its signed package first");
    assertThatThrownBy(() ->
            with(
                file, Map.of("plugins/nobody.loud.jar", jar, "plugins/nobody.loud.studio", signed)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("beside the signed package");
    byte[] other = TestPackage.of("nobody.loud", "1.0.1").agent("loud").sign(KEY);
    assertThatThrownBy(() -> with(file, Map.of("plugins/nobody.loud.studio", other)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("is not the jar that the lock names");
  }
}
