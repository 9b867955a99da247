package io.aiops.studio.host;

import io.aiops.studio.host.problem.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again for starts and decisions that were lost, and sends them again. */
final class Repair implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("studio-repair").daemon().factory());
  private final IntSupplier repair;
  private volatile Instant lastLook = Instant.EPOCH;

  Repair(IntSupplier repair, Duration every) {
    this.repair = repair;
    thread.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      int sent = repair.getAsInt();
      lastLook = Instant.now();
      if (sent > 0) {
        LOG.warn(
            "{} starts and decisions had been accepted and not taken in; they were sent again",
            sent);
      }
    } catch (UnavailableException e) {
      LOG.warn("{} The next look for lost starts comes by itself.", e.getMessage());
    }
  }

  Instant lastLook() {
    return lastLook;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
