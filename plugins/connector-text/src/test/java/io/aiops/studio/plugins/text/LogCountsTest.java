package io.aiops.studio.plugins.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the tool counts is what counting the same in another way gives. */
final class LogCountsTest {

  private static final List<String> STATEMENTS =
      List.of(
          "INFO  shop.Cart - Added item %d to cart",
          "DEBUG shop.Cache - Refreshed %d prices",
          "WARN  shop.Pool - %d connections left",
          "ERROR shop.Payments - Payment of order %d failed",
          "FATAL shop.Main - Giving up after %d attempts");

  @Test
  void lines_levels_and_patterns_of_a_generated_log_are_right() throws Exception {
    Random random = new Random(11);
    StringBuilder log = new StringBuilder();
    Map<String, Long> statements = new HashMap<>();
    Map<Long, Long> minutes = new TreeMap<>();
    long second = 0;
    int traces = 0;
    for (int i = 0; i < 60_000; i++) {
      second += random.nextInt(3);
      String statement = STATEMENTS.get(Math.min(4, (int) Math.abs(random.nextGaussian() * 1.6)));
      statements.merge(statement, 1L, Long::sum);
      log.append(
          String.format(
              "2026-11-%02dT%02d:%02d:%02dZ ",
              1 + second / 86_400, second / 3600 % 24, second / 60 % 60, second % 60));
      log.append(String.format(statement, random.nextInt(1_000_000)));
      // Both kinds of line end, and grep knows no other.
      log.append(i % 7 == 0 ? "\r\n" : "\n");
      minutes.merge(second / 60, 1L, Long::sum);
      if (statement.startsWith("ERROR")) {
        log.append("\tat shop.Payments.capture(Payments.java:88)\n");
        minutes.merge(second / 60, 1L, Long::sum);
        traces++;
      }
    }
    Map<?, ?> result = patterns(log.toString());

    String[] lines = log.toString().split("\n");
    assertThat(result.get("lines")).isEqualTo((long) lines.length);
    assertThat(result.get("bytes")).isEqualTo((long) log.length());
    assertThat(result.get("linesWithTime")).isEqualTo(60_000L);
    assertThat(result.get("continuationLines")).isEqualTo((long) traces);
    for (String level : List.of("INFO", "DEBUG", "WARN", "ERROR", "FATAL")) {
      long expected = 0;
      for (String line : lines) {
        expected += List.of(line.split("[^A-Za-z]+")).contains(level) ? 1 : 0;
      }
      assertThat(((Map<?, ?>) result.get("levels")).get(level)).as(level).isEqualTo(expected);
    }
    assertThat(result.get("errors"))
        .isEqualTo(statements.get(STATEMENTS.get(3)) + statements.get(STATEMENTS.get(4)));
    assertThat(result.get("warnings")).isEqualTo(statements.get(STATEMENTS.get(2)));
    assertThat(counts(result, "patterns")).containsExactlyInAnyOrderElementsOf(statements.values());
    assertThat(result.get("distinctPatterns")).isEqualTo(5);

    long bars = 0;
    for (Object bar : (List<?>) result.get("histogram")) {
      bars += (Long) ((Map<?, ?>) bar).get("count");
    }
    assertThat(bars).isEqualTo(minutes.values().stream().mapToLong(n -> n).sum());
  }

  private static List<Long> counts(Map<?, ?> result, String of) {
    List<Long> counts = new ArrayList<>();
    ((List<?>) result.get(of)).forEach(each -> counts.add((Long) ((Map<?, ?>) each).get("count")));
    return counts;
  }

  @Test
  void the_first_and_last_time_are_those_of_lines_whatever_the_bucket() throws Exception {
    Map<?, ?> result =
        LogPatterns.call(
            Map.of(
                "text",
                "2026-11-24 10:20:31 INFO b\n2026-11-24 10:20:30 INFO a\n2026-11-24 23:01:02 INFO c\n",
                "bucketSeconds",
                86_400),
            new RecordingContext());
    assertThat(result.get("firstAt")).isEqualTo("2026-11-24T10:20:30Z");
    assertThat(result.get("lastAt")).isEqualTo("2026-11-24T23:01:02Z");
  }

  @Test
  void bytes_are_those_of_the_file() throws Exception {
    for (byte[] file :
        List.of(
            "ERROR ü\r\nx".getBytes(StandardCharsets.UTF_8),
            "a\rb\n\n".getBytes(StandardCharsets.UTF_8),
            new byte[] {'E', (byte) 0xfc, (byte) 0xff, '\n'})) {
      RecordingContext context = new RecordingContext();
      FileRef ref = context.put("a.log", "text/plain", file);
      assertThat(LogPatterns.call(Map.of("file", ref.toMap()), context).get("bytes"))
          .isEqualTo((long) file.length);
    }
  }

  @Test
  void lines_end_where_grep_ends_them() throws Exception {
    Map<?, ?> result = patterns("10 % ERROR\r20 % ERROR\r30 %\nERROR\n\nlast ERROR");
    assertThat(result.get("lines")).isEqualTo(4L);
    assertThat(result.get("errors")).isEqualTo(3L);
  }

  private static Map<?, ?> patterns(String log) throws Exception {
    return LogPatterns.call(Map.of("text", log), new RecordingContext());
  }
}
