package io.aiops.studio.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PluginNewCommandTest {

  private static final URI NOWHERE = URI.create("http://localhost:1");

  @TempDir Path folder;

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(NOWHERE, folder, arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent", "connector", "model", "observer"})
  void every_word_that_differs_is_filled_in(String kind) throws IOException {
    assertThat(run("plugin", "new", "word-count", "--kind", kind).code()).isZero();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder.resolve("word-count"))) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(10);
    for (Path file : files) {
      assertThat(file).content().doesNotContain("{{").isNotBlank();
    }
  }

  @Test
  void a_connector_of_yaml_has_no_class_and_its_expressions_stay() throws IOException {
    assertThat(run("plugin", "new", "shop", "--kind", "connector-yaml").code()).isZero();
    assertThat(folder.resolve("shop/src/main/java")).doesNotExist();
    assertThat(folder.resolve("shop/src/main/resources/connector.yaml"))
        .content()
        .contains("name: shop", "title: Shop", "{{ settings.token }}")
        .doesNotContain("{{name}}");
    assertThat(folder.resolve("shop/src/test/java/com/example/shop/ShopConnectorKitTest.java"))
        .exists();
  }

  @Test
  void names_follow_from_the_name() {
    assertThat(run("plugin", "new", "log-agent", "--group", "org.acme").code()).isZero();
    Path main = folder.resolve("log-agent/src/main/java/org/acme/logagent/LogAgent.java");
    assertThat(main)
        .content()
        .startsWith("package org.acme.logagent;")
        .contains("@Provides(name = \"log-agent\", title = \"Log agent\"")
        .contains("public final class LogAgent implements Agent");
    assertThat(folder.resolve("log-agent/pom.xml"))
        .content()
        .contains("<groupId>org.acme</groupId>")
        .doesNotContain("<parent>")
        .doesNotContainPattern("<version>\\$");
  }

  @Test
  void what_is_there_stays_as_it_is() throws IOException {
    Files.createDirectories(folder.resolve("mine"));
    Files.writeString(folder.resolve("mine/pom.xml"), "mine");
    CommandLineRun run = run("plugin", "new", "mine");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("is there already");
    assertThat(folder.resolve("mine/pom.xml")).hasContent("mine");
  }
}
