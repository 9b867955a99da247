package io.aiops.studio.ui.live;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns any number of calls into few: the first call runs the work some 100 ms later, calls in
 * between are the same call. Work that takes long runs less often.
 */
final class Pace implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Pace.class);
  private static final long TICK_MILLIS = 100;
  private static final long HEARTBEAT_MILLIS = 1000;

  /** A page's work may cost at most a quarter of the time. */
  private static final long SHARE = 3;

  private final Runnable work;
  private final Executor executor;
  private final AtomicBoolean due = new AtomicBoolean();
  private volatile long pauseMillis = TICK_MILLIS;
  private volatile boolean closed;

  Pace(Runnable work) {
    this.work = work;
    this.executor = task -> Background.run("live page", task);
  }

  void soon() {
    after(pauseMillis);
  }

  void later() {
    after(Math.max(HEARTBEAT_MILLIS, pauseMillis));
  }

  private void after(long millis) {
    if (!closed && (millis >= HEARTBEAT_MILLIS || due.compareAndSet(false, true))) {
      boolean heartbeat = millis >= HEARTBEAT_MILLIS;
      CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, executor)
          .execute(() -> run(heartbeat));
    }
  }

  private void run(boolean heartbeat) {
    if (closed || (heartbeat && !due.compareAndSet(false, true))) {
      return;
    }
    due.set(false);
    long begun = System.nanoTime();
    try {
      work.run();
    } catch (RuntimeException failure) {
      LOG.warn("A live page could not be refreshed; the next notice tries again", failure);
    }
    long took = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    pauseMillis = Math.max(TICK_MILLIS, took * SHARE);
  }

  @Override
  public void close() {
    closed = true;
  }
}
