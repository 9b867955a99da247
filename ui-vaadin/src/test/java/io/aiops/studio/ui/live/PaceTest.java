package io.aiops.studio.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PaceTest {

  /** From a call to its run. */
  private static final Duration TICK = Duration.ofMillis(100);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void a_burst_of_calls_is_one_run() {
    try (Pace pace = new Pace(runs::incrementAndGet)) {
      long begin = System.nanoTime();
      for (int i = 0; i < 1000; i++) {
        pace.soon();
      }
      // One: a machine that stood meanwhile makes several bursts of it.
      int bursts = 1 + (int) ((System.nanoTime() - begin) / TICK.toNanos());
      await()
          .during(TICK.multipliedBy(3))
          .atMost(PATIENCE)
          .until(() -> runs.get() >= 1 && runs.get() <= bursts);
      int before = runs.get();
      pace.soon();
      await().atMost(PATIENCE).until(() -> runs.get() == before + 1);
    }
  }

  @Test
  void nothing_runs_after_the_end() {
    Pace pace = new Pace(runs::incrementAndGet);
    long begin = System.nanoTime();
    pace.soon();
    pace.close();
    assumeTrue(System.nanoTime() - begin < TICK.toNanos(), "the machine stood before the end");
    await().during(TICK.multipliedBy(3)).atMost(PATIENCE).until(() -> runs.get() == 0);
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
      await().atMost(PATIENCE).until(() -> runs.get() == 1);
      pace.soon();
      await().atMost(PATIENCE).until(() -> runs.get() == 2);
    }
  }
}
