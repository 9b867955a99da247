package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueQuestionsTest {

  @Test
  void a_queue_that_is_empty_by_now_has_nothing_old_and_is_not_one_of_which_nothing_is_told() {
    assertThat(QueueQuestions.age(Optional.of(List.of()))).isEqualTo(Duration.ZERO);
    assertThat(QueueQuestions.age(Optional.of(List.of(0L)))).isEqualTo(Duration.ZERO);
    assertThat(QueueQuestions.age(Optional.of(List.of(1_500L)))).isEqualTo(Duration.ofMillis(1500));
    assertThat(QueueQuestions.age(Optional.empty())).isNull();
  }
}
