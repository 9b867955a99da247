package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Whoever waits holds up nobody, whoever computes neither. */
class TaskThreadsTest {

  private final VirtualThreadSchedulerMXBean carriers =
      ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

  @Test
  void tasks_that_wait_all_run_at_the_same_time_on_few_threads_of_the_system() throws Exception {
    try (TaskThreads threads = new TaskThreads(300)) {
      int few = carriers.getParallelism();
      CountDownLatch all = new CountDownLatch(200);
      CountDownLatch go = new CountDownLatch(1);
      for (int i = 0; i < 200; i++) {
        threads.execute(() -> {
          all.countDown();
          await(go);
        });
      }
      assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
      // More for a while only where the machine stood as they began.
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(carriers.getParallelism()).isEqualTo(few));
      go.countDown();
    }
  }

  @Test
  void tasks_that_compute_hold_up_nobody_and_when_they_end_there_are_few_threads_again()
      throws Exception {
    try (TaskThreads threads = new TaskThreads(300);
        Computing computing = new Computing()) {
      int few = carriers.getParallelism();
      for (int i = 0; i < 3 * few; i++) {
        threads.execute(computing);
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(computing.running).hasValue(3 * few));
      CountDownLatch other = new CountDownLatch(1);
      threads.execute(other::countDown);
      assertThat(other.await(60, TimeUnit.SECONDS)).isTrue();
      computing.close();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(carriers.getParallelism()).isEqualTo(few));
    }
  }

  /**
   * Who adds what waits does not wake a carrier: in each thread's queue something waits already.
   */
  @Test
  void nobody_is_held_up_either_when_many_threads_have_added_what_computes() throws Exception {
    try (TaskThreads threads = new TaskThreads(300);
        Computing computing = new Computing()) {
      for (int i = 0; i < 100; i++) {
        Thread.ofPlatform().start(() -> Thread.startVirtualThread(computing)).join();
      }
      CountDownLatch other = new CountDownLatch(1);
      threads.execute(other::countDown);
      assertThat(other.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void no_more_tasks_run_than_may() throws Exception {
    try (TaskThreads threads = new TaskThreads(2)) {
      CountDownLatch two = new CountDownLatch(2);
      CountDownLatch go = new CountDownLatch(1);
      CountDownLatch third = new CountDownLatch(1);
      for (int i = 0; i < 2; i++) {
        threads.execute(() -> {
          two.countDown();
          await(go);
        });
      }
      assertThat(two.await(60, TimeUnit.SECONDS)).isTrue();
      threads.execute(third::countDown);
      assertThat(third.await(200, TimeUnit.MILLISECONDS)).isFalse();
      go.countDown();
      assertThat(third.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void closing_interrupts_what_runs_and_takes_nothing_more() throws Exception {
    TaskThreads threads = new TaskThreads(2);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    threads.execute(() -> {
      begun.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
    });
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    threads.close();
    assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> threads.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closed before the threads are, or whatever comes later in this process is held up. */
  private static final class Computing implements Runnable, AutoCloseable {

    final AtomicInteger running = new AtomicInteger();
    private volatile boolean enough;

    @Override
    public void run() {
      running.incrementAndGet();
      while (!enough) {
        Thread.onSpinWait();
      }
    }

    @Override
    public void close() {
      enough = true;
    }
  }
}
