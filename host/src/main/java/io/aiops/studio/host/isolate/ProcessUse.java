package io.aiops.studio.host.isolate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a process uses of the machine, where the operating system tells (Linux).
 *
 * @param threads now
 * @param memoryMiB that is in the machine's memory
 */
record ProcessUse(int threads, long memoryMiB) {

  /** Empty if it is not told, or the process has ended. */
  static Optional<ProcessUse> of(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return Optional.empty();
    }
    int threads = 0;
    long kib = 0;
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("Threads:")) {
          threads = (int) number(line);
        } else if (line.startsWith("VmRSS:")) {
          kib = number(line);
        }
      }
    } catch (IOException e) {
      // It ended in between.
      return Optional.empty();
    }
    return Optional.of(new ProcessUse(threads, kib / 1024));
  }

  private static long number(String line) {
    return Long.parseLong(line.replaceAll("\\D", ""));
  }

  /** In words, if it is too much. */
  Optional<String> beyond(int mostThreads, long mostMiB) {
    if (threads > mostThreads) {
      return Optional.of("had " + threads + " threads; it may have " + mostThreads);
    }
    if (memoryMiB > mostMiB) {
      return Optional.of("took " + memoryMiB + " MiB of memory; it may take " + mostMiB);
    }
    return Optional.empty();
  }
}
