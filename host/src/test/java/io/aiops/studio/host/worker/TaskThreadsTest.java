package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** As many threads as tasks need, and no more for long. */
class TaskThreadsTest {

  @Test
  void tasks_that_wait_get_a_thread_each_and_the_threads_end_although_a_little_work_goes_on()
      throws Exception {
    try (TaskThreads threads = new TaskThreads(300)) {
      CountDownLatch all = new CountDownLatch(200);
      CountDownLatch go = new CountDownLatch(1);
      for (int i = 0; i < 200; i++) {
        threads.execute(() -> {
          all.countDown();
          await(go);
        });
      }
      assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
      go.countDown();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> {
            threads.execute(() -> {});
            return threads.size() <= 20;
          });
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
