package io.aiops.studio.host.trigger;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.problem.Vital;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the rounds on this node, each kind on a thread of its own: what is owed, again and again.
 */
public final class TriggerLoop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TriggerLoop.class);

  private final ScheduledExecutorService threads;

  /**
   * @param rounds each does what there is to do, and says whether there may be more at once; none
   *     waits for another
   */
  TriggerLoop(Duration every, BooleanSupplier... rounds) {
    threads =
        Executors.newScheduledThreadPool(
            rounds.length, Thread.ofPlatform().name("studio-triggers-", 0).daemon().factory());
    for (BooleanSupplier round : rounds) {
      threads.scheduleWithFixedDelay(
          Vital.again("A round of the triggers", () -> run(round)),
          0,
          every.toMillis(),
          TimeUnit.MILLISECONDS);
    }
  }

  private void run(BooleanSupplier round) {
    try {
      while (!threads.isShutdown() && round.getAsBoolean()) {
        LOG.trace("more to do");
      }
    } catch (UnavailableException e) {
      LOG.warn("{} Triggers are looked at again in a moment.", e.getMessage());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("The triggers are still at work and are left; what they took comes again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
