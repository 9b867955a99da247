package io.aiops.studio.host.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes several times as fast, so that a minute can be waited for. */
final class FastClock extends Clock {

  private final int times;
  private final Instant start = Instant.now();
  private final long began = System.nanoTime();

  FastClock(int times) {
    this.times = times;
  }

  @Override
  public Instant instant() {
    return start.plusNanos((System.nanoTime() - began) * times);
  }

  /** How long one has to wait here until then. */
  Duration until(Instant then) {
    Duration left = Duration.between(instant(), then).dividedBy(times);
    return left.isNegative() ? Duration.ZERO : left;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
