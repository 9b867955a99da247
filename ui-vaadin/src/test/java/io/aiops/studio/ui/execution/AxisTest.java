package io.aiops.studio.ui.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {

  private static Axis of(Duration span) {
    return new Axis(Instant.EPOCH, Instant.EPOCH.plus(span));
  }

  private static List<String> labels(Duration span) {
    return of(span).marks().stream().map(Axis.Mark::label).toList();
  }

  @Test
  void marks_are_round_times() {
    assertThat(labels(Duration.ofMillis(42)))
        .containsExactly("0", "10 ms", "20 ms", "30 ms", "40 ms");
    assertThat(labels(Duration.ofSeconds(9))).containsExactly("0", "2 s", "4 s", "6 s", "8 s");
    assertThat(labels(Duration.ofMillis(2600)))
        .containsExactly("0", "500 ms", "1 s", "1.5 s", "2 s", "2.5 s");
    assertThat(labels(Duration.ofMinutes(25)))
        .containsExactly("0", "5 min", "10 min", "15 min", "20 min", "25 min");
    assertThat(labels(Duration.ofHours(3))).containsExactly("0", "1 h", "2 h", "3 h");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 1_000, 59_999, 3_600_000, 86_400_000, 40L * 86_400_000, 1L << 42})
  void there_are_never_more_than_the_column_holds(long millis) {
    List<Axis.Mark> marks = of(Duration.ofMillis(millis)).marks();
    assertThat(marks).hasSizeBetween(2, 7);
    assertThat(marks).allMatch(mark -> mark.left() >= 0 && mark.left() <= 100);
  }
}
