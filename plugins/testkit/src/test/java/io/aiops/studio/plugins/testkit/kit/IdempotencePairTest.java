package io.aiops.studio.plugins.testkit.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.plugins.testkit.RecordingContext;
import io.aiops.studio.plugins.testkit.kit.IdempotenceCheck.Pair;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A call that gives the second it was answered in, and a clock that goes on between two of them.
 */
final class IdempotencePairTest {

  private final Deque<String> answers = new ArrayDeque<>();
  private int asked;
  private long second;

  /** Each call asks outside, if it does, and takes so long. */
  private Pair pair(boolean outside, int secondsACall, String... given) {
    answers.addAll(List.of(given));
    return Pair.of(
        () -> {
          asked += outside ? 1 : 0;
          second += secondsACall;
          return new Outcome("do", answers.remove(), null, new RecordingContext());
        },
        () -> second,
        () -> asked);
  }

  private static List<@Nullable Object> values(Pair pair) {
    return Stream.of(pair.first(), pair.second()).map(Outcome::value).toList();
  }

  @Test
  void two_that_fell_into_two_seconds_are_made_again() {
    assertThat(values(pair(true, 1, "12:00:01", "12:00:02", "12:00:03", "12:00:03")))
        .containsExactly("12:00:03", "12:00:03");
    assertThat(answers).isEmpty();
  }

  @Test
  void what_never_comes_to_the_same_is_made_three_times_and_told() {
    assertThat(values(pair(true, 1, "1", "2", "3", "4", "5", "6", "7", "7")))
        .containsExactly("5", "6");
    assertThat(answers).hasSize(2);
  }

  @Test
  void what_differs_within_a_second_is_not_made_again() {
    assertThat(values(pair(true, 0, "1", "2", "3", "3"))).containsExactly("1", "2");
  }

  @Test
  void what_asked_nothing_outside_has_no_excuse() {
    assertThat(values(pair(false, 1, "1", "2", "3", "3"))).containsExactly("1", "2");
  }

  @Test
  void what_came_to_the_same_is_made_once() {
    assertThat(values(pair(true, 1, "1", "1", "2", "3"))).containsExactly("1", "1");
  }
}
