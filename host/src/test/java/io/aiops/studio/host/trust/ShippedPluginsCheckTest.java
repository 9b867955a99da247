package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the plugins that come with the studio are found to do, the libraries in them included; none
 * is refused, or sent to a process of its own.
 */
class ShippedPluginsCheckTest {

  /** The build makes them before this module; alone, it may not have. */
  @ParameterizedTest
  @CsvSource({
    "agent-echo, CLEAN, ''",
    "agent-assistant, NEEDS_TRUST, deep-reflection files network",
    "connector-file, NEEDS_TRUST, files",
    "connector-http, NEEDS_TRUST, deep-reflection files network surroundings",
    "connector-text, NEEDS_TRUST, files network shared-state",
    "model-openai, NEEDS_TRUST, deep-reflection files network surroundings",
    "model-simulated, NEEDS_TRUST, deep-reflection files network"
  })
  void passes_and_needs_trust_for(String plugin, CodeVerdict verdict, String rules)
      throws IOException {
    List<Path> jars = jars(plugin);
    assumeThat(jars).as("'mvn -pl plugins/%s package' was run", plugin).isNotEmpty();

    CodeReport report = BytecodeCheck.of(jars.getFirst());

    assertThat(report.verdict()).as(report.toString()).isEqualTo(verdict);
    Set<String> trusted = new TreeSet<>();
    report.findings().stream()
        .filter(finding -> finding.verdict() == CodeVerdict.NEEDS_TRUST)
        .forEach(finding -> trusted.add(finding.rule()));
    assertThat(String.join(" ", trusted)).isEqualTo(rules);
  }

  private static List<Path> jars(String plugin) throws IOException {
    Path folder = Path.of("..", "plugins", plugin, "target");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file ->
              file.getFileName().toString().matches(plugin + "-[0-9][^-]*(-SNAPSHOT)?\\.jar"))
          .toList();
    }
  }
}
