package io.aiops.studio.cli.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an embedded PostgreSQL said of itself in the last hours, to be laid beside the samples: a
 * fresh server's data is removed with the log in it.
 */
final class DatabaseLog {

  private static final Comparator<Path> LAST_WRITTEN =
      Comparator.comparingLong(file -> file.toFile().lastModified());

  private DatabaseLog() {}

  /**
   * Writes all of it to one file, in order of time; nothing if there is none.
   *
   * @param data the server's data folder
   */
  static void copy(Path data, Path to) throws IOException {
    Path logs = data.resolve("database/cluster/log");
    if (!Files.isDirectory(logs)) {
      return;
    }
    try (Stream<Path> files = Files.list(logs);
        OutputStream out = Files.newOutputStream(to)) {
      // PostgreSQL has a file for each hour of the day.
      List<Path> inOrder = files.sorted(LAST_WRITTEN).toList();
      for (Path file : inOrder) {
        Files.copy(file, out);
      }
    }
  }
}
