package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long MILLI = 1_000_000;
  private static final long BEGIN = Long.MAX_VALUE - 7 * MILLI;

  private final Pace pace = new Pace(BEGIN);
  private long now = BEGIN;

  /** Batches of one, so often, for so long. */
  private void come(int perSecond, Duration time) {
    long end = now + time.toNanos();
    while (now - end < 0) {
      now += 1_000 * MILLI / perSecond;
      pace.begins(now, 1);
    }
  }

  @Test
  void when_few_come_nobody_waits() {
    come(900, Duration.ofSeconds(1));
    assertThat(pace.rest(now)).isNotPositive();
  }

  @Test
  void of_many_those_of_two_milliseconds_share_a_batch() {
    come(1_500, Duration.ofSeconds(1));
    assertThat(pace.rest(now)).isEqualTo(2 * MILLI);
    assertThat(pace.rest(now + MILLI)).isEqualTo(MILLI);
    assertThat(pace.rest(now + 3 * MILLI)).isNegative();
  }

  /** Else it would rest, take that for calm, not rest, take that for bustle, and so on. */
  @Test
  void it_counts_commands_not_batches() {
    come(5_000, Duration.ofMillis(200));
    for (int i = 0; i < 100; i++) {
      now += 2 * MILLI;
      pace.begins(now, 10);
    }
    assertThat(pace.rest(now)).isEqualTo(2 * MILLI);
  }

  @Test
  void a_burst_is_over_when_it_is_over() {
    come(5_000, Duration.ofSeconds(1));
    now += Duration.ofSeconds(30).toNanos();
    assertThat(pace.rest(now)).isNegative();
    pace.begins(now, 1);
    assertThat(pace.rest(now)).isNotPositive();
  }
}
