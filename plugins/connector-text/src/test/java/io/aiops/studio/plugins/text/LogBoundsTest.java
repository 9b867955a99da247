package io.aiops.studio.plugins.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.plugins.testkit.RecordingContext;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memory and time stay bounded, whatever a file holds. */
final class LogBoundsTest {

  /**
   * Text that is made while it is read, so that the test holds no more of it than the tool does.
   */
  private static final class Generated extends InputStream {
    private final IntFunction<String> line;
    private final int lines;
    private byte[] now = {};
    private int at;
    private int made;

    Generated(int lines, IntFunction<String> line) {
      this.lines = lines;
      this.line = line;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (at == now.length) {
        if (made == lines) {
          return -1;
        }
        now = line.apply(made++).getBytes(StandardCharsets.UTF_8);
        at = 0;
      }
      int count = Math.min(length, now.length - at);
      System.arraycopy(now, at, bytes, offset, count);
      at += count;
      return count;
    }
  }

  private static Map<?, ?> patterns(int lines, IntFunction<String> line) throws Exception {
    return LogPatterns.call(
        Map.of("bucketSeconds", 1), new Generated(lines, line), new RecordingContext());
  }

  @Test
  @Timeout(120)
  void a_log_of_64_megabytes_takes_seconds() throws Exception {
    Map<?, ?> result =
        patterns(
            640_000,
            i ->
                String.format(
                    "2026-11-24 %02d:%02d:%02d,%03d %s [http-%d] shop.order.Payments - Payment of order %6d took %4d ms%n",
                    i / 36_000 % 24,
                    i / 600 % 60,
                    i / 10 % 60,
                    i % 1000,
                    i % 100 == 0 ? "ERROR" : "INFO ",
                    i % 16,
                    i,
                    i % 5000));
    assertThat((Long) result.get("bytes")).isGreaterThan(60_000_000L);
    assertThat(result.get("lines")).isEqualTo(640_000L);
    assertThat(result.get("errors")).isEqualTo(6_400L);
    assertThat(result.get("distinctPatterns")).isEqualTo(2);
  }

  @Test
  @Timeout(120)
  void a_file_that_is_one_line_is_not_kept_whole() throws Exception {
    String block = "x".repeat(1_000_000);
    Map<?, ?> result = patterns(200, i -> i == 0 ? "ERROR " + block : block);
    assertThat(result.get("lines")).isEqualTo(1L);
    assertThat(result.get("errors")).isEqualTo(1L);
    assertThat(result.get("bytes")).isEqualTo(200_000_006L);
  }

  @Test
  @Timeout(120)
  void lines_made_to_be_slow_are_not() throws Exception {
    for (String slow :
        List.of(
            "2026-11-24 10:00:00 \"GET " + "a".repeat(100_000),
            "2026-11-24 10:00:00 " + "\"GET ".repeat(20_000),
            "2026-11-24 10:00:00 " + "[a".repeat(50_000),
            "{\"msg\":\"" + "\\\\".repeat(50_000),
            "{" + "\"level\" : ".repeat(10_000),
            "*".repeat(100_000),
            "/a".repeat(50_000),
            "\"".repeat(99_999),
            "0a".repeat(50_000),
            " ".repeat(100_000))) {
      assertThat(patterns(50, i -> slow + "\n").get("lines")).isEqualTo(50L);
    }
  }

  @Test
  @Timeout(120)
  void times_all_over_the_ages_are_counted_in_wider_buckets() throws Exception {
    Map<?, ?> result =
        patterns(300_000, i -> Instant.ofEpochSecond(i * 9_000L).toString() + " INFO tick\n");
    assertThat((Integer) result.get("bucketSeconds")).isGreaterThan(1);
    assertThat((List<?>) result.get("histogram")).hasSizeLessThanOrEqualTo(120);
    long bars = 0;
    for (Object bar : (List<?>) result.get("histogram")) {
      bars += (Long) ((Map<?, ?>) bar).get("count");
    }
    assertThat(bars).isEqualTo(300_000L);
    assertThat(result.get("firstAt")).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  @Timeout(120)
  void ever_new_patterns_are_counted_together_after_a_while() throws Exception {
    Map<?, ?> result = patterns(100_000, i -> "INFO " + letters(i) + "\n");
    assertThat(result.get("lines")).isEqualTo(100_000L);
    assertThat((Integer) result.get("distinctPatterns")).isLessThanOrEqualTo(20_001);
    Map<?, ?> first = (Map<?, ?>) ((List<?>) result.get("patterns")).getFirst();
    assertThat(first.get("pattern")).isEqualTo("(other lines)");
    assertThat(first.get("count")).isEqualTo(80_000L);
  }

  private static String letters(int number) {
    return Integer.toString(number + 1_000_000, 10)
        .chars()
        .mapToObj(digit -> String.valueOf((char) ('g' + digit - '0')))
        .reduce("", String::concat);
  }
}
