package io.aiops.studio.host;

import io.aiops.studio.host.problem.UnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for what runs elsewhere: a node may start before its database and its broker do, or while
 * they start again.
 */
final class Arrival {

  private static final Logger LOG = LoggerFactory.getLogger(Arrival.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private Arrival() {}

  /**
   * @throws UnavailableException if it did not come within that time
   */
  static <T> T within(Duration patience, Supplier<T> part) {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return part.get();
      } catch (UnavailableException e) {
        if (System.nanoTime() > until || !pause()) {
          throw e;
        }
        LOG.warn("{} Waiting for it.", e.getMessage());
      }
    }
  }

  /** False if interrupted. */
  private static boolean pause() {
    try {
      // Waits for the time alone: nobody counts the latch down.
      return !new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
