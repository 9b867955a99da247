package io.aiops.studio.plugins.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.plugins.testkit.RecordingContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogPatternsTest {

  @Test
  void a_stack_trace_belongs_to_its_entry() throws Exception {
    Map<?, ?> result =
        patterns(
            """
            2026-11-24 03:02:04 ERROR Payment 1 failed
            java.net.SocketTimeoutException: Read timed out
            \tat shop.Payments.capture(Payments.java:88)
            2026-11-24 03:02:05 ERROR Payment 2 failed
            java.net.SocketTimeoutException: Read timed out
            \tat shop.Payments.capture(Payments.java:88)
            2026-11-24 03:02:06 INFO done
            """);
    assertThat(result.get("lines")).isEqualTo(7L);
    assertThat(result.get("continuationLines")).isEqualTo(4L);
    assertThat(result.get("errors")).isEqualTo(2L);
    assertThat(result.get("distinctPatterns")).isEqualTo(2);
    Map<?, ?> error = (Map<?, ?>) ((List<?>) result.get("errorPatterns")).getFirst();
    assertThat(error.get("count")).isEqualTo(2L);
    assertThat((String) error.get("example"))
        .isEqualTo(
            """
            2026-11-24 03:02:04 ERROR Payment 1 failed
            java.net.SocketTimeoutException: Read timed out
            \tat shop.Payments.capture(Payments.java:88)\
            """);
  }

  @Test
  void a_log_without_times_keeps_a_pattern_for_each_line() throws Exception {
    Map<?, ?> result = patterns("job 1 begins\njob 2 begins\n  with 3 files\nERROR no disk\n");
    assertThat(result.get("distinctPatterns")).isEqualTo(2);
    assertThat(result.get("continuationLines")).isEqualTo(1L);
    assertThat(result.get("errors")).isEqualTo(1L);
    assertThat(result.get("bursts")).isEqualTo(List.of());
  }

  @Test
  void neighbouring_intervals_far_above_the_usual_are_one_burst() throws Exception {
    String log =
        IntStream.range(0, 60)
            .boxed()
            .flatMap(minute ->
                IntStream.range(0, minute == 30 || minute == 31 ? 50 : minute == 45 ? 20 : 5)
                    .mapToObj(second ->
                        String.format("2026-11-24 03:%02d:%02d WARN slow%n", minute, second)))
            .collect(Collectors.joining());
    List<?> bursts = (List<?>) patterns(log).get("bursts");
    assertThat(bursts)
        .isEqualTo(
            List.of(
                Map.of(
                    "at",
                    "2026-11-24T03:30:00Z",
                    "until",
                    "2026-11-24T03:32:00Z",
                    "count",
                    100L,
                    "errors",
                    0L,
                    "usual",
                    10.0),
                Map.of(
                    "at",
                    "2026-11-24T03:45:00Z",
                    "until",
                    "2026-11-24T03:46:00Z",
                    "count",
                    20L,
                    "errors",
                    0L,
                    "usual",
                    5.0)));
  }

  private static Map<?, ?> patterns(String log) throws Exception {
    return LogPatterns.call(Map.of("text", log), new RecordingContext());
  }
}
