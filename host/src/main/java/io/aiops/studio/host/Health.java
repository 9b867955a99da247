package io.aiops.studio.host;

import java.time.Instant;
import java.util.List;

/** Says truthfully whether the parts a studio needs are up. */
public interface Health {

  /**
   * @param name {@code database}, {@code broker}, {@code plugins}, {@code engine}
   * @param up whether it answered just now
   * @param detail one sentence, no secrets
   */
  record Part(String name, boolean up, String detail) {}

  /** Asks each part, within two seconds. */
  List<Part> parts();

  /** When this node last looked for lost work; {@link Instant#EPOCH} if it never did. */
  Instant lastLook();

  /** True once start-up is over. */
  boolean started();
}
