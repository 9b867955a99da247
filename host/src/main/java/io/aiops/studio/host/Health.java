package io.aiops.studio.host;

import java.time.Instant;
import java.util.List;

/** Says truthfully whether the parts a studio needs are up. */
public interface Health {

  /**
   * @param name {@code database}, {@code broker}, {@code plugins}, {@code engine}; of a whole also
   *     {@code connections}
   * @param up whether it answered just now
   * @param detail one sentence, no secrets
   */
  record Part(String name, boolean up, String detail) {}

  /** How a studio stands as a whole. */
  enum Level {
    UP,
    /** It works, but for something that it can do without for a while. */
    DEGRADED,
    DOWN
  }

  /**
   * @param parts those it needs, and {@code connections}: what its tasks call outside
   */
  record Whole(Level level, List<Part> parts) {
    public Whole {
      parts = List.copyOf(parts);
    }
  }

  /** Asks each part it needs, within two seconds. */
  List<Part> parts();

  /** Asks them too, and judges. */
  Whole whole();

  /** When this node last looked for lost work; {@link Instant#EPOCH} if it never did. */
  Instant lastLook();

  /** True once start-up is over. */
  boolean started();
}
