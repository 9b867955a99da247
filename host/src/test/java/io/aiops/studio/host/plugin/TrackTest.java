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
  private int given;

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

  private void quietFor(Duration silence, int calls) {
    for (int i = 0; i < calls; i++) {
      PluginRegistry.Call unused = track.open().begin(() -> silence, () -> given++);
    }
  }

  private void usual(Duration took) {
    for (int i = 0; i < OpenCalls.LEAST; i++) {
      PluginRegistry.Call call = before.open().begin(() -> Duration.ZERO, () -> {});
      clock.advance(took);
      call.close();
    }
  }

  @Test
  void several_calls_that_are_silent_for_much_longer_than_was_usual_are_worse_and_given_up() {
    usual(Duration.ofMillis(100));
    onTrial();
    quietFor(Track.LEAST_QUIET.plusMillis(1), Track.LEAST_HANGING - 1);
    quietFor(Track.LEAST_QUIET, 10);
    track.look();
    assertThat(track.verdict()).isEmpty();
    quietFor(Track.LEAST_QUIET.plusMillis(1), 1);
    track.look();
    assertThat(track.verdict())
        .contains("3 of its calls hang, where 99 of 100 took 100 ms at most before");
    assertThat(given).as("it serves still").isZero();
    track.replaced();
    track.look();
    track.look();
    assertThat(given).as("each once").isEqualTo(3);
    assertThat(track.failed()).isTrue();
  }

  @Test
  void what_is_slow_was_slow_before_or_is_not_known_does_not_hang() {
    onTrial();
    quietFor(Duration.ofMinutes(1), 10);
    track.look();
    assertThat(track.verdict()).as("the one before did too little").isEmpty();
    usual(Duration.ofSeconds(20));
    onTrial();
    track.look();
    assertThat(track.verdict()).as("four times 20 s are not over").isEmpty();
    clock.advance(Track.TRIAL);
    quietFor(Duration.ofHours(1), 10);
    track.look();
    assertThat(track.verdict()).as("its trial is over").isEmpty();
  }
}
