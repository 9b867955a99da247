package io.aiops.studio.cli.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How times and amounts are written for people. */
public final class Wording {

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private Wording() {}

  public static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.2f s", millis / 1_000.0);
    }
    return duration.toHours() > 0
        ? "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart())
        : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
  }

  public static String bytes(long bytes) {
    return bytes < 1_024
        ? bytes + " bytes"
        : bytes < 1_048_576
            ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1_024.0)
            : String.format(Locale.ROOT, "%.1f MiB", bytes / 1_048_576.0);
  }

  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 1 try}, {@code 8 tries}. */
  public static String counted(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  public static String dateTime(Instant at) {
    return DATE_TIME.format(at.atZone(ZoneId.systemDefault()));
  }

  public static String time(Instant at) {
    return TIME.format(at.atZone(ZoneId.systemDefault()));
  }
}
