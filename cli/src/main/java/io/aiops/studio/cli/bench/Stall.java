package io.aiops.studio.cli.bench;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long the machine gave this program no processor. A thread wants to run every few milliseconds
 * and does nothing else; how late it comes at worst is what everything on the machine may have felt
 * at that moment, the server too. (The idea is that of Gil Tene's jHiccup.)
 */
final class Stall implements AutoCloseable {

  private static final Duration EVERY = Duration.ofMillis(5);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("bench-stall").factory());
  private final AtomicLong longest = new AtomicLong();

  /** Its thread's alone. */
  private long before;

  /**
   * @param now the time in nanoseconds, here and below
   */
  Stall(long now) {
    before = now;
  }

  static Stall watched() {
    Stall stall = new Stall(System.nanoTime());
    // With a fixed delay: after a stall at a fixed rate the thread would run for every beat missed.
    stall.thread.scheduleWithFixedDelay(
        () -> stall.beat(System.nanoTime()),
        EVERY.toNanos(),
        EVERY.toNanos(),
        TimeUnit.NANOSECONDS);
    return stall;
  }

  void beat(long now) {
    longest.accumulateAndGet(now - before - EVERY.toNanos(), Math::max);
    before = now;
  }

  /** The longest since this was asked last. */
  Duration longest() {
    return Duration.ofNanos(longest.getAndSet(0));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
