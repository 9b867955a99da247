package io.aiops.studio.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PaceTest {

  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void a_burst_of_calls_is_one_run() {
    try (Pace pace = new Pace(runs::incrementAndGet)) {
      for (int i = 0; i < 1000; i++) {
        pace.soon();
      }
      await()
          .during(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(2))
          .until(() -> runs.get() == 1);
      pace.soon();
      await().atMost(Duration.ofSeconds(2)).until(() -> runs.get() == 2);
    }
  }

  @Test
  void nothing_runs_after_the_end() {
    Pace pace = new Pace(runs::incrementAndGet);
    pace.soon();
    pace.close();
    await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(2))
        .until(() -> runs.get() == 0);
    assertThat(runs).hasValue(0);
  }

  @Test
  void a_failing_run_does_not_end_it() {
    try (Pace pace =
        new Pace(() -> {
          if (runs.incrementAndGet() == 1) {
            throw new IllegalStateException("once");
          }
        })) {
      pace.soon();
      await().atMost(Duration.ofSeconds(2)).until(() -> runs.get() == 1);
      pace.soon();
      await().atMost(Duration.ofSeconds(2)).until(() -> runs.get() == 2);
    }
  }
}
