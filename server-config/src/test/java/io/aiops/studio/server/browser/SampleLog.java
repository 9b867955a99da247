package io.aiops.studio.server.browser;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A log as services write it, several MB, always the same; with traps for whoever counts words. */
record SampleLog(Path file) {

  static final String TIMED_OUT = "Order timed out after";

  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");
  private static final int ENTRIES = 60_000;

  static SampleLog write(Path file) throws IOException {
    Random random = new Random(20);
    LocalDateTime at = LocalDateTime.of(2026, 3, 1, 4, 0);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < ENTRIES; i++) {
        at = at.plusNanos(random.nextInt(1, 400) * 1_000_000L);
        out.write(AT.format(at) + " " + entry(random) + "\n");
      }
    }
    return new SampleLog(file);
  }

  private static String entry(Random random) {
    int number = random.nextInt(1_000_000);
    return switch (random.nextInt(40)) {
      case 0 -> "ERROR [db] shop.Orders - " + TIMED_OUT + " " + number + " ms";
      case 1 ->
          "ERROR [http-"
              + random.nextInt(20)
              + "] shop.Pay - Payment "
              + number
              + " refused\n"
              + "java.io.IOException: connection reset\n"
              + "\tat shop.Pay.send(Pay.java:"
              + random.nextInt(90)
              + ")\n"
              + "\tat shop.Pay.run(Pay.java:17)";
      case 2, 3, 4 -> "WARN  [cache] shop.Stock - Slow answer for item " + number;
      case 5 -> "INFO  [http-1] shop.Web - GET /errors/" + number + " shows no errors";
      case 6 -> "DEBUG [mail] shop.Mail - Queue holds " + random.nextInt(50) + " letters";
      default -> "INFO  [http-" + random.nextInt(20) + "] shop.Web - GET /item/" + number + " 200";
    };
  }

  long lines() throws IOException {
    return count("");
  }

  /** As {@code grep -cw} counts. */
  long count(String word) throws IOException {
    Pattern pattern = Pattern.compile(word.isEmpty() ? "" : "\\b" + Pattern.quote(word) + "\\b");
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> pattern.matcher(line).find()).count();
    }
  }
}
