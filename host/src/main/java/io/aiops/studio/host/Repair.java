package io.aiops.studio.host;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.problem.Vital;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again for what nobody else does: lost work, executions kept long enough. */
final class Repair implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("studio-repair").daemon().factory());
  private final IntSupplier repair;
  private volatile Instant lastLook = Instant.EPOCH;

  Repair(IntSupplier repair, Duration every) {
    this.repair = repair;
    thread.scheduleWithFixedDelay(
        Vital.again("The look for lost work", this::look),
        0,
        every.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      int looked = repair.getAsInt();
      lastLook = Instant.now();
      if (looked > 0) {
        LOG.debug("Found {} executions to do something about", looked);
      }
    } catch (UnavailableException e) {
      LOG.warn("{} The next look comes by itself.", e.getMessage());
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
