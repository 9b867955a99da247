package io.aiops.studio.host;

import java.time.Instant;
import java.util.List;

/** As a test says. */
record FixedHealth(List<Part> parts, Instant lastLook) implements Health {

  @Override
  public Whole whole() {
    return new Whole(Level.UP, parts);
  }

  @Override
  public boolean started() {
    return true;
  }
}
