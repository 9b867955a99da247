package io.aiops.studio.host;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * For how long this machine let a thread stand that wanted to go on, as it does with others beside
 * it. Who is promised an answer in some time is not promised a machine.
 */
public final class Standstill implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(10);

  /** What a thread that waits is late by on a machine that does nothing else. */
  private static final Duration USUAL = Duration.ofMillis(5);

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
