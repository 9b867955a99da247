package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.signing.Jar;
import io.aiops.studio.cli.signing.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Reports of the compatibility kit, kept in a folder: what the same kit has passed on the same Java
 * is not tried again, as long as not a byte of the jar is another.
 */
final class KeptReports {

  private final CompatibilityKit kit;
  private final Path folder;
  private final String java;

  /**
   * @param java that the kit runs on, as it calls itself
   */
  KeptReports(CompatibilityKit kit, Path folder, String java) {
    this.kit = kit;
    this.folder = folder;
    this.java = java;
  }

  /**
   * @throws CommandFailedException naming the checks that failed, if one did in any of them
   */
  Map<Path, byte[]> of(Map<Path, Jar> plugins) throws InterruptedException {
    try {
      Files.createDirectories(folder);
      Map<Path, byte[]> reports = new HashMap<>();
      String by = Sha256.of((kit.id() + "\n" + java).getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<Path, Jar> each : plugins.entrySet()) {
        Path kept = file(each.getValue(), by);
        if (Files.exists(kept)) {
          reports.put(each.getKey(), Files.readAllBytes(kept));
        }
      }
      Map<Path, byte[]> made =
          kit.passed(plugins.keySet().stream().filter(jar -> !reports.containsKey(jar)).toList());
      for (Map.Entry<Path, Jar> each : plugins.entrySet()) {
        byte[] report = made.get(each.getKey());
        if (report != null) {
          keep(file(each.getValue(), by), report);
          reports.put(each.getKey(), report);
        }
      }
      return reports;
    } catch (IOException e) {
      throw new CommandFailedException(
          "The kit's reports cannot be kept in %s: %s.".formatted(folder, e.getMessage()), e);
    }
  }

  private Path file(Jar plugin, String kit) {
    return folder.resolve(plugin.sha256() + "-" + kit + ".json");
  }

  /** Whole or not at all: half a report would be taken for one. */
  private static void keep(Path file, byte[] report) throws IOException {
    Path next = Files.write(file.resolveSibling(file.getFileName() + ".next"), report);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
