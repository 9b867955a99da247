package io.aiops.studio.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * For how long this machine let a thread stand that wanted to go on, as it does with others beside
 * it. Who is promised an answer in some time is not promised a machine.
 */
public final class Standstill implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(10);

  /** What a thread that waits is late by on a machine that does nothing else. */
  private static final Duration USUAL = Duration.ofMillis(5);

  /** It never stands for so long. */
  private static final Duration MOST = Duration.ofMinutes(10);

  private volatile long nanos;
  private volatile boolean over;
  private final Thread thread = Thread.ofPlatform().daemon().name("standstill").start(this::watch);

  private void watch() {
    long last = System.nanoTime();
    while (!over) {
      LockSupport.parkNanos(TICK.toNanos());
      long now = System.nanoTime();
      long late = now - last - TICK.toNanos();
      if (late > USUAL.toNanos()) {
        nanos += late;
      }
      last = now;
    }
  }

  /** Waits until that holds: for as long as was promised, and as long as the machine stood. */
  public static void within(Duration promised, Callable<Boolean> holds) {
    try (Standstill standstill = new Standstill()) {
      long begin = System.nanoTime();
      Awaitility.await()
          .atMost(promised.plus(MOST))
          .until(() -> {
            if (holds.call()) {
              return true;
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - begin);
            assertThat(waited.minus(standstill.stood())).as("waited").isLessThan(promised);
            return false;
          });
    }
  }

  /** Since it was made. */
  public Duration stood() {
    return Duration.ofNanos(nanos);
  }

  @Override
  public void close() {
    over = true;
    LockSupport.unpark(thread);
  }
}
