package io.aiops.studio.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.marketplace.publishing.TestPackage;
import io.aiops.studio.marketplace.publishing.TestShelf;
import io.aiops.studio.marketplace.template.BuildTemplates;
import io.aiops.studio.marketplace.template.Lock;
import io.aiops.studio.marketplace.template.SampleInput;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TestTemplates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped workflows as the build makes templates of them, and as it lists them. */
class ShippedTemplatesTest {

  private static final SigningKey KEY = SigningKey.create();
  private static final Map<String, byte[]> PLUGINS = plugins();

  @TempDir Path folder;

  private static Map<String, byte[]> plugins() {
    Map<String, byte[]> plugins = new TreeMap<>();
    for (String name : List.of("agent-assistant", "connector-http", "connector-text")) {
      plugins.put("acme." + name, TestPackage.of("acme." + name, "1.2.0").sign(KEY));
    }
    return plugins;
  }

  static List<Template> shipped() {
    return Templates.shipped();
  }

  private static TemplateFile made(Template template) throws IOException {
    return ShippedTemplatesMain.template(
        new BuildTemplates(List.copyOf(PLUGINS.values())), template, "acme.templates", "0.1.0");
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void goes_through_its_signed_file_byte_for_byte_with_its_samples(Template shipped)
      throws IOException {
    TemplateFile made = made(shipped);
    assertThat(made(shipped).write()).as("made twice").isEqualTo(made.write());
    TemplateFile read = TemplateFile.read("template", TestTemplates.sign(made, KEY));
    Path source = Path.of("samples", shipped.name());
    assertThat(read.text().getBytes(StandardCharsets.UTF_8))
        .isEqualTo(Files.readAllBytes(source.resolve("workflow.yaml")));
    assertThat(read.sample().files())
        .hasSameSizeAs(shipped.files())
        .allSatisfy(file ->
            assertThat(file.content()).isEqualTo(Files.readAllBytes(source.resolve(file.name()))));
    assertThat(read.sample().files())
        .extracting(SampleInput::input)
        .isEqualTo(shipped.files().stream().map(SampleFile::input).toList());
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void names_each_plugin_it_needs_in_the_bytes_that_are_shipped(Template shipped)
      throws IOException {
    List<Lock.Pin> pins = made(shipped).lock().plugins();
    assertThat(pins)
        .extracting(Lock.Pin::name)
        .contains("acme.agent-assistant", "acme.connector-text");
    for (Lock.Pin pin : pins) {
      byte[] jar = StudioPackage.read("p", PLUGINS.get(pin.name())).file(StudioPackage.JAR);
      assertThat(pin.version()).isEqualTo("1.2.0");
      assertThat(pin.sha256()).isEqualTo(Sha256.of(jar));
    }
    assertThat(made(shipped).lock().roles()).extracting(Lock.Role::provider).contains("text");
  }

  @Test
  void what_needs_a_plugin_that_the_build_did_not_pack_is_not_made() {
    BuildTemplates nothing = new BuildTemplates(List.of());
    assertThatThrownBy(() ->
            ShippedTemplatesMain.template(
                nothing, Templates.shipped().getFirst(), "acme.templates", "0.1.0"))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("'assistant', which no active plugin offers");
    byte[] odd = TestPackage.of("acme.tools", "1.0.0").sign(KEY);
    assertThatThrownBy(() -> new BuildTemplates(List.of(odd)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining(".agent-echo");
  }

  @Test
  void what_another_key_signed_or_somebody_changed_makes_no_catalog() throws IOException {
    TemplateFile made = made(Templates.shipped().getFirst());
    byte[] foreign = TestTemplates.sign(made, SigningKey.create());
    byte[] changed = TestTemplates.sign(made, KEY);
    changed[new String(changed, StandardCharsets.ISO_8859_1).indexOf("ERROR")]++;
    for (byte[] bad : Arrays.asList(foreign, changed, made.write())) {
      assertThatThrownBy(() -> TestShelf.make(folder.resolve("shelf"), KEY, List.of(bad)))
          .isInstanceOf(InvalidException.class);
    }
  }

  @Test
  void a_plugin_that_the_compatibility_kit_has_not_passed_makes_no_catalog() {
    for (TestPackage bad :
        List.of(
            TestPackage.of("acme.tool", "1.0.0").failing("secrets"),
            TestPackage.of("acme.tool", "1.0.0").untried())) {
      assertThatThrownBy(() -> TestShelf.make(folder.resolve("shelf"), KEY, bad))
          .isInstanceOf(InvalidException.class)
          .hasMessageContaining("does not let acme.tool 1.0.0 be shipped: ");
    }
  }
}
