package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code plugin new} writes builds with Maven as it is and passes the studio's contract tests.
 * Fetches nothing: the studio's own build had all that is needed. No server runs.
 */
class NewPluginBuildsIT {

  private final StudioServer studio = StudioServer.prepare("new-plugin", Map.of());
  private final Path folder = studio.data();

  @ParameterizedTest
  @CsvSource({
    "agent,AgentContract,MyPluginAgent",
    "connector,ConnectorContract,MyPluginConnector",
    "model,ModelProviderContract,MyPluginModel",
    "observer,ObserverContract,MyPluginObserver"
  })
  void a_new_plugin_builds_and_passes_its_contract(String kind, String contract, String type)
      throws IOException {
    assertThat(run("plugin", "new", "my-plugin", "--kind", kind).code()).isZero();
    StudioServer.Ended build = run("plugin", "build", "my-plugin", "--offline");
    assertThat(build.code()).as(build.said()).isZero();
    Path jar = folder.resolve("my-plugin/target/my-plugin-0.1.0.jar");
    assertThat(build.said()).contains("Built my-plugin/target/my-plugin-0.1.0.jar");
    try (JarFile opened = new JarFile(jar.toFile())) {
      Manifest manifest = opened.getManifest();
      assertThat(manifest.getMainAttributes().getValue("Bundle-SymbolicName"))
          .isEqualTo("com.example.my-plugin");
      assertThat(manifest.getMainAttributes().getValue("Import-Package"))
          .contains("io.aiops.studio.api");
    }
    assertThat(folder.resolve("my-plugin/src/test/java/com/example/myplugin/" + type + "Test.java"))
        .content()
        .contains("extends " + contract);
    Path reports = folder.resolve("my-plugin/target/surefire-reports");
    assertThat(testsRun(reports)).isGreaterThanOrEqualTo(9);
  }

  @Test
  void a_connector_of_yaml_builds_and_passes_the_compatibility_kit() throws IOException {
    assertThat(run("plugin", "new", "shop", "--kind", "connector-yaml").code()).isZero();
    assertThat(folder.resolve("shop/src/main/java")).doesNotExist();
    StudioServer.Ended build = run("plugin", "build", "shop", "--offline");
    assertThat(build.code()).as(build.said()).isZero();
    try (JarFile opened = new JarFile(folder.resolve("shop/target/shop-0.1.0.jar").toFile())) {
      assertThat(opened.getManifest().getMainAttributes().getValue("Studio-Connector"))
          .isEqualTo("connector.yaml");
      assertThat(opened.stream()).noneMatch(entry -> entry.getName().endsWith(".class"));
    }
    assertThat(testsRun(folder.resolve("shop/target/surefire-reports"))).isGreaterThanOrEqualTo(7);
    StudioServer.Ended checked = run("plugin", "check", "shop/target/shop-0.1.0.jar", "--json");
    assertThat(checked.code()).as(checked.output()).isZero();
    assertThat(Api.JSON.readTree(checked.printed()).path("passed").asBoolean()).isTrue();
    assertThat(run("plugin", "check", "shop/pom.xml").code()).isEqualTo(1);
  }

  @Test
  void a_connector_of_yaml_with_a_mistake_does_not_build_and_says_where_it_is() throws IOException {
    assertThat(run("plugin", "new", "shop", "--kind", "connector-yaml").code()).isZero();
    Path yaml = folder.resolve("shop/src/main/resources/connector.yaml");
    Files.writeString(
        yaml, Files.readString(yaml).replace("path: /orders", "path: https://elsewhere.example"));
    StudioServer.Ended build = run("plugin", "build", "shop", "--offline");
    assertThat(build.code()).isEqualTo(1);
    assertThat(build.said())
        .contains("connector.yaml, line ")
        .contains("'tools[1].request.path' is 'https://elsewhere.example'");
  }

  @ParameterizedTest
  @CsvSource("agent")
  void a_plugin_whose_test_fails_does_not_build(String kind) throws IOException {
    assertThat(run("plugin", "new", "my-plugin", "--kind", kind).code()).isZero();
    Path source = folder.resolve("my-plugin/src/main/java/com/example/myplugin/MyPluginAgent.java");
    Files.writeString(source, Files.readString(source).replace("text.isEmpty() ? 0", "true ? 0"));
    StudioServer.Ended build = run("plugin", "build", "my-plugin", "--offline");
    assertThat(build.code()).isEqualTo(1);
    assertThat(build.said()).contains("it_counts_words").contains("The build failed");
  }

  private StudioServer.Ended run(String... arguments) {
    return studio.runs(arguments);
  }

  private static long testsRun(Path reports) throws IOException {
    try (Stream<Path> files = Files.list(reports)) {
      return files
          .filter(file -> file.toString().endsWith(".xml"))
          .map(NewPluginBuildsIT::read)
          .mapToLong(text -> text.split("<testcase ", -1).length - 1)
          .sum();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
