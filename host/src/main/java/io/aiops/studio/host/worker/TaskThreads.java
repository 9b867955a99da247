package io.aiops.studio.host.worker;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads tasks run on. A few serve tasks that take no time; as soon as all of them are held up
 * and tasks wait, there are as many as there are tasks. They are threads of the operating system:
 * on shared carriers, plugins that spin would stop the rest.
 */
final class TaskThreads implements Executor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TaskThreads.class);
  private static final int FEW = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
  private static final long LOOK_MILLIS = 1;
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final int most;
  private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong begun = new AtomicLong();
  private final AtomicInteger running = new AtomicInteger();
  private volatile int peak;
  private final ThreadPoolExecutor threads;
  private final Thread watch;
  private final Object arrival = new Object();
  private boolean watching;

  /**
   * @param most threads, those included that ignore that their task is over
   */
  TaskThreads(int most) {
    this.most = Math.max(FEW, most);
    ThreadFactory factory =
        Thread.ofPlatform()
            .daemon()
            .inheritInheritableThreadLocals(false)
            .name("studio-task-", 1)
            .factory();
    threads =
        new ThreadPoolExecutor(
            FEW, this.most, IDLE.toMillis(), TimeUnit.MILLISECONDS, waiting, factory);
    threads.allowCoreThreadTimeOut(true);
    watch = Thread.ofPlatform().daemon().name("studio-task-watch").start(this::watch);
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(() -> {
      begun.incrementAndGet();
      peak = Math.max(peak, running.incrementAndGet());
      try {
        task.run();
      } finally {
        running.decrementAndGet();
      }
    });
    if (!waiting.isEmpty()) {
      synchronized (arrival) {
        if (!watching) {
          watching = true;
          arrival.notifyAll();
        }
      }
    }
  }

  private void watch() {
    try {
      long trimmed = System.nanoTime();
      while (true) {
        synchronized (arrival) {
          if (waiting.isEmpty()) {
            watching = false;
            arrival.wait(IDLE.toMillis());
          } else {
            watching = true;
            long before = begun.get();
            arrival.wait(LOOK_MILLIS);
            if (begun.get() == before && !waiting.isEmpty()) {
              grow(waiting.size());
            }
          }
        }
        if (System.nanoTime() - trimmed > IDLE.toNanos()) {
          trimmed = System.nanoTime();
          trim();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("closing");
    }
  }

  /** Idle threads take turns, so that none is idle for long: what was not needed ends here. */
  private void trim() {
    threads.setMaximumPoolSize(Math.max(FEW, Math.min(most, 2 * peak)));
    peak = running.get();
  }

  /**
   * The core size is what the pool grows to by itself; more are started once, and end when idle.
   */
  private void grow(int more) {
    int wanted = Math.min(most, threads.getPoolSize() + more);
    if (wanted > threads.getPoolSize()) {
      threads.setMaximumPoolSize(most);
      threads.setCorePoolSize(wanted);
      threads.setCorePoolSize(FEW);
    }
  }

  int size() {
    return threads.getPoolSize();
  }

  @Override
  public void close() {
    watch.interrupt();
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Plugin code did not end within {} of being interrupted", GRACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
