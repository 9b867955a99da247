package io.aiops.studio.marketplace;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/**
 * A log of a server's day as logback writes it, with stack traces and one bad quarter of an hour.
 */
final class GeneratedLog {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT);
  private static final LocalDateTime MIDNIGHT = LocalDateTime.of(2026, 11, 24, 0, 0);
  private static final LocalDateTime BAD = MIDNIGHT.plusHours(3);

  private GeneratedLog() {}

  static Path write(Path file, long bytes) throws IOException {
    Random random = new Random(42);
    LocalDateTime at = MIDNIGHT;
    long written = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      while (written < bytes) {
        boolean bad = at.isAfter(BAD) && at.isBefore(BAD.plusMinutes(15));
        at = at.plusNanos((long) ((bad ? 0.1 : 1.4) * random.nextDouble() * 1_000_000_000L));
        String entry = entry(at, bad, random);
        out.write(entry);
        written += entry.length();
      }
    }
    return file;
  }

  private static String entry(LocalDateTime at, boolean bad, Random random) {
    String head = at.format(TIME) + " %-5s [http-" + random.nextInt(16) + "] shop.";
    double kind = random.nextDouble();
    if (kind < (bad ? 0.3 : 0.002)) {
      return String.format(Locale.ROOT, head, "ERROR")
          + "order.Payments - Payment of order "
          + random.nextInt(900_000)
          + " failed\njava.net.SocketTimeoutException: Read timed out after "
          + random.nextInt(5_000)
          + " ms\n\tat shop.order.Payments.capture(Payments.java:88)\n"
          + "\tat shop.order.Checkout.place(Checkout.java:41)\n";
    }
    if (kind < (bad ? 0.5 : 0.02)) {
      return String.format(Locale.ROOT, head, "WARN")
          + "db.Pool - "
          + random.nextInt(24)
          + " of 24 connections in use\n";
    }
    if (kind < 0.6) {
      return String.format(Locale.ROOT, head, "DEBUG")
          + "cache.Prices - Refreshed "
          + random.nextInt(500)
          + " prices\n";
    }
    return String.format(Locale.ROOT, head, "INFO")
        + "web.Requests - GET /products/"
        + random.nextInt(2_000)
        + " 200 in "
        + random.nextInt(90)
        + " ms\n";
  }
}
