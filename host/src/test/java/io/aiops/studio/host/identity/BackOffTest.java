package io.aiops.studio.host.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void locks_for_one_two_four_and_never_more_than_fifteen_minutes() {
    BackOff count = BackOff.none(T0);
    Instant now = T0;
    List<Long> minutes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      count = count.attempt(5, now);
      Instant seen = now;
      minutes.add(
          count.lockedAt(now).map(until -> Duration.between(seen, until).toMinutes()).orElse(0L));
      now = count.lockedAt(now).orElse(now);
    }
    assertThat(minutes).containsExactly(0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 15L, 15L, 15L, 15L);
  }

  @Test
  void forgets_after_a_quiet_hour() {
    BackOff count = new BackOff(9, T0, null).attempt(5, T0.plus(Duration.ofMinutes(61)));
    assertThat(count.failures()).isEqualTo(1);
    assertThat(count.lockedUntil()).isNull();
  }

  @Test
  void a_good_attempt_is_taken_back_with_its_lock() {
    BackOff count = new BackOff(4, T0, null).attempt(5, T0).takenBack(5);
    assertThat(count).isEqualTo(new BackOff(4, T0, null));
  }
}
