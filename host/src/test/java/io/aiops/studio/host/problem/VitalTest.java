package io.aiops.studio.host.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VitalTest {

  private final AtomicInteger ended = new AtomicInteger();
  private final Vital vital = new Vital(ended::incrementAndGet);

  private void shortOfMemoryAt(int... seconds) {
    for (int second : seconds) {
      vital.tell("A look", new OutOfMemoryError("heap"), TimeUnit.SECONDS.toNanos(second));
    }
  }

  @Test
  void whatever_is_thrown_a_schedule_does_not_see_it() {
    Runnable again =
        Vital.again(
            "A look",
            () -> {
              throw new NoClassDefFoundError("acme/Gone");
            });
    assertThatCode(again::run).doesNotThrowAnyException();
  }

  @Test
  void one_allocation_that_was_too_large_ends_nothing() {
    shortOfMemoryAt(0, 1, 2, 40, 90, 91);
    assertThat(ended).hasValue(0);
  }

  @Test
  void a_process_that_has_no_memory_for_a_minute_ends() {
    shortOfMemoryAt(0, 20, 40, 59);
    assertThat(ended).as("before the minute is over").hasValue(0);
    shortOfMemoryAt(60);
    assertThat(ended).hasValue(1);
  }

  @Test
  void no_other_failure_ends_it() {
    for (int second = 0; second < 120; second++) {
      vital.tell("A look", new StackOverflowError(), TimeUnit.SECONDS.toNanos(second));
    }
    assertThat(ended).hasValue(0);
  }
}
