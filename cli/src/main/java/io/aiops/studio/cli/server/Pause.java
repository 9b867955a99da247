package io.aiops.studio.cli.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass between two attempts. */
@FunctionalInterface
public interface Pause {

  void of(Duration duration) throws InterruptedException;

  /** By the clock on the wall. */
  static Pause real() {
    return duration -> {
      // Waits for the time alone: nobody counts the latch down.
      boolean never = new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
      assert !never;
    };
  }
}
