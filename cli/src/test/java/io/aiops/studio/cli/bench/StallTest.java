package io.aiops.studio.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StallTest {

  private static final long MS = 1_000_000;

  @Test
  void tells_by_how_much_the_thread_came_too_late_at_worst_since_it_was_asked_last() {
    try (Stall stall = new Stall(0)) {
      stall.beat(5 * MS);
      stall.beat(210 * MS);
      stall.beat(218 * MS);
      assertThat(stall.longest()).isEqualTo(Duration.ofMillis(200));
      stall.beat(226 * MS);
      assertThat(stall.longest()).isEqualTo(Duration.ofMillis(3));
      assertThat(stall.longest()).isZero();
    }
  }
}
