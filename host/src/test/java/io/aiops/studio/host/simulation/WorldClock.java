package io.aiops.studio.host.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** The world's time, as somebody sees it whose clock may be wrong. */
final class WorldClock extends Clock {

  private final World world;
  private final LongSupplier skew;

  WorldClock(World world, LongSupplier skew) {
    this.world = world;
    this.skew = skew;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(world.broker.now + skew.getAsLong());
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
