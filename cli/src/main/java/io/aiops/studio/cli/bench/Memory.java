package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What a process holds in memory: its resident set, as {@code ps} tells it everywhere. */
final class Memory {

  private static final int SECONDS = 10;

  private Memory() {}

  static long residentMib(long pid) throws InterruptedException {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      String kib =
          new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      if (!ps.waitFor(SECONDS, TimeUnit.SECONDS) || !kib.matches("\\d+")) {
        throw new CommandFailedException(
            "ps tells no memory of process " + pid + "; is it the server's, on this machine?");
      }
      return Long.parseLong(kib) / 1024;
    } catch (IOException e) {
      throw new CommandFailedException("ps cannot be run: " + e.getMessage(), e);
    }
  }
}
