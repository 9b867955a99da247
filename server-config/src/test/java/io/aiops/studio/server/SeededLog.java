package io.aiops.studio.server;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** The log of a shop, large and each time the same. */
final class SeededLog {

  private static final int LINES = 120_000;

  private SeededLog() {}

  /** How many of its lines hold that, by grep. */
  static int grep(String pattern, Path file) throws Exception {
    Process process =
        new ProcessBuilder(List.of("grep", "-c", "--", pattern, file.toString())).start();
    return Integer.parseInt(new String(process.getInputStream().readAllBytes()).strip());
  }

  /** As logback writes it; seeded. */
  static Path write(Path file) throws IOException {
    Random random = new Random(7);
    Instant at = Instant.parse("2026-03-01T00:00:00Z");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < LINES; i++) {
        at = at.plusMillis(random.nextInt(900));
        int kind = random.nextInt(100);
        String level = kind < 3 ? "ERROR" : kind < 10 ? "WARN" : "INFO";
        out.write(
            at.toString().replace('T', ' ').replace("Z", "")
                + " [http-"
                + random.nextInt(32)
                + "] "
                + level
                + " shop.order.Orders - Order "
                + random.nextInt(1_000_000)
                + (kind < 3 ? " failed after " : " took ")
                + random.nextInt(5_000)
                + " ms\n");
      }
    }
    return file;
  }
}
