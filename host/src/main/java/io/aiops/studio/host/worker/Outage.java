package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.problem.UnavailableException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A time in which the studio's own database does not answer. A step is not to blame for it and does
 * not fail by it, and what a model has answered meanwhile is kept until it can be written down: it
 * would have to be paid for again.
 */
final class Outage {

  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
  private static final long PAUSE_MILLIS = 250;

  private Outage() {}

  /**
   * Does it as soon as it can be done.
   *
   * @throws UnavailableException if the attempt's time is over first
   * @throws PluginException {@code CANCELLED} if nobody waits for the attempt any more
   */
  static <T> T outlast(Attempt attempt, Supplier<T> work) {
    boolean told = false;
    while (true) {
      try {
        return work.get();
      } catch (UnavailableException e) {
        if (!attempt.clock().instant().isBefore(attempt.deadline())) {
          throw e;
        }
        if (!told) {
          LOG.warn(
              "{} of {} waits: {}",
              attempt.task().path(),
              attempt.task().executionId(),
              e.getMessage());
        }
        told = true;
      }
      pause();
      if (attempt.cancelled()) {
        throw given();
      }
    }
  }

  /** Asks as soon as it can be asked; whatever else it throws, it throws. */
  static void outlast(Attempt attempt, Runnable question) {
    Object unused =
        outlast(
            attempt,
            () -> {
              question.run();
              return attempt;
            });
  }

  private static void pause() {
    try {
      // Waits for the time alone: nobody counts the latch down.
      boolean never = new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      assert !never;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw given();
    }
  }

  private static PluginException given() {
    return new PluginException(
        Category.CANCELLED, "The task was given up while the studio's database was away");
  }
}
