package io.aiops.studio.host.worker;

import io.aiops.studio.host.problem.Vital;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A virtual thread for each task: agents mostly wait, and a thousand that wait hold no stack that
 * every collection would have to walk.
 *
 * <p>Virtual threads run on a few carriers, threads of the operating system. A plugin that
 * computes, or waits in native code, keeps its carrier. When all of them are kept, there are more,
 * so that the operating system shares the processors among those who compute and those who only
 * want to go on.
 */
final class TaskThreads implements Executor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TaskThreads.class);
  private static final VirtualThreadSchedulerMXBean CARRIERS =
      ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

  /** What the process began with counts, never what some others that compute made of it. */
  private static final int FEW =
      Math.max(
          4 * Math.max(2, Runtime.getRuntime().availableProcessors()), CARRIERS.getParallelism());

  private static final int MOST = 256;
  private static final long LOOK_MILLIS = 50;

  /** A thread that does not get a carrier for so long is held up. */
  private static final long LATE_MILLIS = 50;

  /** What a queue of {@link java.util.concurrent.ForkJoinPool} holds before it grows. */
  private static final int QUEUE = 64;

  private static final Duration CALM = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual()
              .inheritInheritableThreadLocals(false)
              .name("studio-task-", 1)
              .factory());
  private final Semaphore places;
  private final AtomicInteger tasks = new AtomicInteger();
  private final Object arrival = new Object();
  private final Thread watch;
  private volatile boolean watching;

  /** Of the watch alone: a thread that only wants to go on, none beside it while it waits. */
  private CountDownLatch sign = new CountDownLatch(0);

  /**
   * @param most tasks at the same time, those included that ignore that they are over
   */
  TaskThreads(int most) {
    places = new Semaphore(most);
    CARRIERS.setParallelism(FEW);
    watch = Thread.ofPlatform().daemon().name("studio-task-watch").start(this::watch);
  }

  @Override
  public void execute(Runnable task) {
    tasks.incrementAndGet();
    try {
      threads.execute(() -> run(task));
    } catch (RuntimeException | Error e) {
      tasks.decrementAndGet();
      throw e;
    }
    if (!watching) {
      synchronized (arrival) {
        arrival.notifyAll();
      }
    }
  }

  private void run(Runnable task) {
    try {
      places.acquire();
      try {
        task.run();
      } finally {
        places.release();
      }
    } catch (InterruptedException e) {
      LOG.debug("closing: a task has not begun");
    } finally {
      tasks.decrementAndGet();
    }
  }

  private void watch() {
    boolean closing = false;
    while (!closing) {
      try {
        watchOn();
      } catch (InterruptedException e) {
        LOG.debug("closing");
        closing = true;
      } catch (RuntimeException | Error e) {
        Vital.failed("The watch over the tasks' threads", e);
      }
    }
  }

  private void watchOn() throws InterruptedException {
    long calm = System.nanoTime();
    while (true) {
      synchronized (arrival) {
        watching = tasks.get() > 0;
        while (tasks.get() == 0 && CARRIERS.getParallelism() == FEW) {
          arrival.wait();
        }
        watching = true;
        arrival.wait(LOOK_MILLIS);
      }
      if (heldUp()) {
        more();
        wake();
        calm = System.nanoTime();
      } else if (System.nanoTime() - calm > CALM.toNanos()) {
        fewer();
      }
    }
  }

  private boolean heldUp() throws InterruptedException {
    if (sign.getCount() == 0) {
      sign = new CountDownLatch(1);
      Thread.startVirtualThread(sign::countDown);
    }
    return !sign.await(LATE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static void more() {
    int now = CARRIERS.getParallelism();
    if (now < MOST && CARRIERS.getMountedVirtualThreadCount() >= now) {
      LOG.info("{} tasks keep their threads to themselves; there are more", now);
      CARRIERS.setParallelism(Math.min(MOST, now + FEW));
    }
  }

  /**
   * That there may be more carriers tells none to begin: one does when a thread is added to a queue
   * that was empty or is full. Each thread of the system adds to a queue of its own, in which by
   * now something may wait, behind those who compute. So a new one, with a queue of its own where
   * there are any left, adds as many as a queue holds.
   */
  private static void wake() throws InterruptedException {
    if (CARRIERS.getMountedVirtualThreadCount() < CARRIERS.getParallelism()) {
      Thread.ofPlatform().daemon().name("studio-task-wake").start(TaskThreads::fillQueue).join();
    }
  }

  private static void fillQueue() {
    for (int i = 0; i < QUEUE; i++) {
      Thread.startVirtualThread(() -> {});
    }
  }

  private static void fewer() {
    if (CARRIERS.getParallelism() > FEW && CARRIERS.getMountedVirtualThreadCount() < FEW) {
      CARRIERS.setParallelism(FEW);
    }
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
