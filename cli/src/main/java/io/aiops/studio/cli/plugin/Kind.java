package io.aiops.studio.cli.plugin;

import java.util.List;

/** What a new plugin can be. The names are those people write. */
enum Kind {
  agent("Agent", List.of()),
  connector("Connector", List.of("src/main/resources/schema/greet.json")),
  connector_yaml("Connector", List.of("src/main/resources/connector.yaml")),
  model("Model", List.of()),
  observer("Observer", List.of());

  /** What its class's name ends with. */
  final String suffix;

  /** Files that only this kind has. */
  final List<String> more;

  Kind(String suffix, List<String> more) {
    this.suffix = suffix;
    this.more = more;
  }

  /** Whether there is a class to write; all that one without says stands in a file. */
  boolean hasCode() {
    return this != connector_yaml;
  }

  @Override
  public String toString() {
    return name().replace('_', '-');
  }
}
