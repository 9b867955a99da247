package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Pause;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Starts executions over REST and keeps a number of them in flight. How many have ended is read
 * from the server's counters, which costs it next to nothing; asking for each would be measured
 * too.
 */
final class Load {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  /**
   * @param executions how many
   * @param inFlight how many at the same time, at most
   * @param rate how many are planned to start each second; 0 as soon as one ends
   * @param limit how long all may take
   */
  record Plan(int executions, int inFlight, double rate, Duration limit) {}

  /**
   * How one was started.
   *
   * @param late after its planned time: it waited for its turn
   * @param call how long the server took to accept it
   */
  record Start(Duration late, Duration call) {}

  private final Api api;
  private final FiveSteps workflow;
  private final Pause pause;
  private final Plan plan;
  private final Semaphore slots;
  private final Map<String, Start> starts = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final CountDownLatch done = new CountDownLatch(1);

  Load(Api api, FiveSteps workflow, Pause pause, Plan plan) {
    this.api = api;
    this.workflow = workflow;
    this.pause = pause;
    this.plan = plan;
    this.slots = new Semaphore(plan.inFlight());
  }

  /**
   * Returns when all have ended.
   *
   * @return how each was started, by id
   */
  Map<String, Start> run() throws InterruptedException {
    long until = System.nanoTime() + plan.limit().toNanos();
    long before = EndedCounter.read(api.metrics());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(() -> watch(before));
      try {
        startAll(threads, until);
        while (!done.await(100, TimeUnit.MILLISECONDS)) {
          inTime(until);
        }
      } finally {
        threads.shutdownNow();
      }
    }
    throwFailure();
    return Map.copyOf(starts);
  }

  private void startAll(ExecutorService threads, long until) throws InterruptedException {
    long begin = System.nanoTime();
    for (int i = 0; i < plan.executions(); i++) {
      long planned = plan.rate() > 0 ? begin + (long) (i * 1e9 / plan.rate()) : 0;
      long early = planned - System.nanoTime();
      if (plan.rate() > 0 && early > 0) {
        pause.of(Duration.ofNanos(early));
      }
      while (!slots.tryAcquire(100, TimeUnit.MILLISECONDS)) {
        inTime(until);
      }
      inTime(until);
      threads.submit(() -> start(planned));
    }
  }

  private void start(long planned) {
    try {
      long sent = System.nanoTime();
      String id = workflow.start();
      Duration late = planned == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, sent - planned));
      starts.put(id, new Start(late, Duration.ofNanos(System.nanoTime() - sent)));
    } catch (CommandFailedException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void watch(long before) {
    try {
      for (long ended = 0; ended < plan.executions(); ) {
        pause.of(LOOK_AGAIN);
        long now = EndedCounter.read(api.metrics()) - before;
        slots.release((int) (now - ended));
        ended = now;
      }
      done.countDown();
    } catch (CommandFailedException e) {
      failure.compareAndSet(null, e);
    } catch (InterruptedException e) {
      // The load was given up; its reason is told by the one who did.
      Thread.currentThread().interrupt();
    }
  }

  private void inTime(long until) {
    throwFailure();
    if (System.nanoTime() - until > 0) {
      throw new CommandFailedException(
          "%d executions did not end within %d s; %d were started. Give fewer with --executions, or more time with --limit."
              .formatted(plan.executions(), plan.limit().toSeconds(), starts.size()));
    }
  }

  private void throwFailure() {
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }
}
