package io.aiops.studio.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.trust.BytecodeCheck;
import io.aiops.studio.host.trust.CodeReport;
import io.aiops.studio.host.trust.CodeVerdict;
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
    CodeReport report = BytecodeCheck.of(jar(plugin));

    assertThat(report.verdict()).as(report.toString()).isEqualTo(verdict);
    Set<String> trusted = new TreeSet<>();
    report.findings().stream()
        .filter(finding -> finding.verdict() == CodeVerdict.NEEDS_TRUST)
        .forEach(finding -> trusted.add(finding.rule()));
    assertThat(String.join(" ", trusted)).isEqualTo(rules);
  }

  /** The build makes the plugins before this module. */
  private static Path jar(String plugin) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "plugins", plugin, "target"))) {
      List<Path> jars =
          files
              .filter(file ->
                  file.getFileName().toString().matches(plugin + "-[0-9][^-]*(-SNAPSHOT)?\\.jar"))
              .toList();
      assertThat(jars).as("'mvn -pl plugins/%s package' was run", plugin).hasSize(1);
      return jars.getFirst();
    }
  }
}
