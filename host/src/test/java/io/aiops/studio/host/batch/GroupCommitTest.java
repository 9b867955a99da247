package io.aiops.studio.host.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class GroupCommitTest {

  private static List<Integer> halves(List<Integer> items) {
    if (items.contains(13)) {
      throw new NoClassDefFoundError("acme/Gone");
    }
    return items.stream().map(item -> item / 2).toList();
  }

  @Test
  void whose_work_throws_an_error_is_told_and_the_next_is_served() {
    try (var commit =
        new GroupCommit<>("test", 10, 100, Duration.ofMinutes(1), GroupCommitTest::halves)) {
      assertThatThrownBy(() -> commit.submit(13))
          .hasRootCauseInstanceOf(NoClassDefFoundError.class);
      assertThat(commit.submit(8)).isEqualTo(4);
    }
  }

  @Test
  void an_answer_too_few_fails_those_who_wait_and_nobody_later() {
    try (var commit =
        new GroupCommit<Integer, Integer>(
            "test",
            10,
            100,
            Duration.ofMinutes(1),
            items -> items.contains(13) ? List.of() : items)) {
      assertThatThrownBy(() -> commit.submit(13)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThat(commit.submit(8)).isEqualTo(8);
    }
  }
}
