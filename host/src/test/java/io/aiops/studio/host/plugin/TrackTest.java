package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.identity.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a version that took another's place is found to be worse. */
class TrackTest {

  private final TestClock clock = new TestClock();
  private final Track before = new Track(clock);
  private final Track track = new Track(clock);
  private int told;

  private void onTrial() {
    track.onTrial(before, 3, () -> told++);
  }

  private static void calls(Track track, int well, int badly) {
    for (int i = 0; i < well; i++) {
      track.succeeded();
    }
    for (int i = 0; i < badly; i++) {
      track.failed();
    }
  }

  @Test
  void who_took_nobodys_place_answers_for_its_failures() {
    assertThat(track.failed()).isFalse();
    assertThat(track.onTrial()).isFalse();
    calls(track, 0, 100);
    assertThat(track.verdict()).isEmpty();
  }

  @Test
  void half_of_the_calls_failing_is_worse_than_none_and_told_once() {
    calls(before, 100, 0);
    onTrial();
    calls(track, 5, 4);
    assertThat(track.verdict()).isEmpty();
    assertThat(track.failed()).isTrue();
    calls(track, 5, 5);
    assertThat(told).isOne();
    assertThat(track.verdict())
        .contains("5 of its first 10 calls failed, 50 % where it was 0 % before");
  }

  @Test
  void as_bad_as_the_one_before_is_not_worse() {
    calls(before, 60, 40);
    onTrial();
    calls(track, 50, 50);
    assertThat(track.verdict()).isEmpty();
    calls(track, 0, 60);
    assertThat(track.verdict()).isPresent();
  }

  @Test
  void what_the_one_before_did_long_ago_says_nothing() {
    calls(before, 0, 40);
    clock.advance(Duration.ofMinutes(3));
    onTrial();
    calls(track, 5, 5);
    assertThat(track.verdict()).isPresent();
  }

  @Test
  void failures_do_not_count_while_it_is_on_trial_and_do_afterwards() {
    onTrial();
    assertThat(track.failed()).isTrue();
    clock.advance(Track.TRIAL.minusMillis(1));
    assertThat(track.failed()).isTrue();
    assertThat(track.onTrial()).isTrue();
    clock.advance(Duration.ofMillis(1));
    assertThat(track.failed()).isFalse();
    assertThat(track.onTrial()).isFalse();
    calls(track, 0, 100);
    assertThat(told).isZero();
  }

  @Test
  void what_is_still_at_work_when_it_was_taken_back_does_not_count_ever() {
    onTrial();
    track.replaced();
    clock.advance(Duration.ofHours(1));
    assertThat(track.failed()).isTrue();
    assertThat(track.onTrial()).isFalse();
  }

  @Test
  void who_passed_and_is_replaced_later_answers_for_its_failures() {
    onTrial();
    clock.advance(Track.TRIAL);
    track.replaced();
    assertThat(track.failed()).isFalse();
  }

  @Test
  void one_that_is_worse_stays_on_trial_until_it_is_taken_back() {
    onTrial();
    calls(track, 0, 5);
    clock.advance(Duration.ofHours(1));
    assertThat(track.failed()).isTrue();
    assertThat(track.onTrial()).isTrue();
  }

  @Test
  void one_that_keeps_many_more_threads_than_the_one_before_is_worse_while_it_is_on_trial() {
    track.threads(10_000);
    onTrial();
    track.threads(Track.MORE_THREADS + 3);
    assertThat(track.verdict()).isEmpty();
    track.threads(Track.MORE_THREADS + 4);
    assertThat(track.verdict()).contains("it keeps 254 threads of its own, where it kept 3 before");
  }

  @Test
  void once_its_trial_is_over_its_threads_are_its_own_matter() {
    onTrial();
    clock.advance(Track.TRIAL);
    track.threads(10_000);
    assertThat(track.verdict()).isEmpty();
  }
}
