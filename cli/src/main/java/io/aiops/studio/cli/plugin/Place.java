package io.aiops.studio.cli.plugin;

import picocli.CommandLine.Option;

/** Where a plugin's code runs. */
final class Place {

  @Option(names = "--separate", description = "It is not trusted: run it in a process of its own.")
  private boolean separate;

  @Option(
      names = "--trusted",
      description = "Run it in the studio's process, as a new one is if nothing is said.")
  private boolean trusted;

  boolean separate() {
    return separate;
  }

  /** As REST has it. */
  String isolation() {
    return separate ? "SEPARATE" : "TRUSTED";
  }
}
