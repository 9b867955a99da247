package io.aiops.studio.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PercentilesTest {

  @Test
  void takes_the_nearest_rank() {
    Percentiles hundred =
        new Percentiles(IntStream.rangeClosed(1, 100).mapToObj(Duration::ofMillis).toList());
    assertThat(hundred.at(50)).isEqualTo(50);
    assertThat(hundred.at(99)).isEqualTo(99);
    assertThat(hundred.at(100)).isEqualTo(100);
    assertThat(Percentiles.at(new double[] {3, 1, 2}, 50)).isEqualTo(2);
    assertThat(Percentiles.at(new double[] {7}, 1)).isEqualTo(7);
  }

  @Test
  void needs_a_time() {
    assertThatThrownBy(() -> new Percentiles(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
