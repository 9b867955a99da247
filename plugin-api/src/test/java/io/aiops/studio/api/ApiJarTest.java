package io.aiops.studio.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar as the framework and the plugins' builds see it. */
class ApiJarTest {

  private static final Path CLASSES = Path.of("target/classes");

  private static Attributes manifest() throws IOException {
    try (InputStream in = Files.newInputStream(CLASSES.resolve("META-INF/MANIFEST.MF"))) {
      return new Manifest(in).getMainAttributes();
    }
  }

  @Test
  void exports_one_package_with_its_own_version() throws IOException {
    assertThat(manifest().getValue("Export-Package"))
        .isEqualTo("io.aiops.studio.api;version=\"1.0.0\";uses:=\"org.jspecify.annotations\"");
    assertThat(manifest().getValue("Bundle-SymbolicName")).isEqualTo("io.aiops.studio.plugin-api");
    assertThat(manifest().getValue("Bundle-License")).isEqualTo("Apache-2.0");
  }

  @Test
  void needs_the_jdk_and_the_null_annotations_only() throws IOException {
    assertThat(manifest().getValue("Import-Package").split(",(?=[a-z])", -1))
        .allSatisfy(imported ->
            assertThat(imported)
                .satisfiesAnyOf(
                    i -> assertThat(i).startsWith("java."),
                    i -> assertThat(i).isEqualTo("org.jspecify.annotations;version=\"[1.0,2)\"")));
    assertThat(manifest().getValue("Require-Capability"))
        .isEqualTo("osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=25))\"");
  }

  /** Names alone: what they hold is compared with the last release, once there is one. */
  @Test
  void has_the_types_that_were_decided() throws IOException {
    List<String> expected =
        List.of(
            "Agent",
            "AgentContext",
            "AgentResult",
            "AgentTask",
            "CallContext",
            "Connector",
            "FileRef",
            "HealthCheck",
            "Message",
            "ModelProvider",
            "ModelRequest",
            "ModelResponse",
            "PluginException",
            "Provides",
            "Tool",
            "ToolSpec",
            "WorkflowEvent",
            "WorkflowObserver");
    try (Stream<Path> files = Files.list(CLASSES.resolve("io/aiops/studio/api"))) {
      assertThat(
              files
                  .map(file -> String.valueOf(file.getFileName()).replace(".class", ""))
                  .filter(name -> !name.contains("$") && !name.equals("package-info")))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void says_of_every_interface_who_implements_it() throws IOException {
    for (Class<?> type :
        List.of(
            Agent.class,
            ModelProvider.class,
            Connector.class,
            WorkflowObserver.class,
            AgentContext.class,
            CallContext.class)) {
      byte[] code =
          Files.readAllBytes(CLASSES.resolve(type.getName().replace('.', '/') + ".class"));
      String text = new String(code, java.nio.charset.StandardCharsets.ISO_8859_1);
      boolean lent = Arrays.asList(AgentContext.class, CallContext.class).contains(type);
      assertThat(text)
          .as(type.getSimpleName())
          .contains(lent ? "versioning/ProviderType" : "versioning/ConsumerType");
    }
  }
}
