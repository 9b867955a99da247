package io.aiops.studio.host.retention;

import java.time.Instant;
import java.util.UUID;

/** Removes what a workspace no longer needs. */
@FunctionalInterface
public interface Removal {

  /**
   * The oldest of it.
   *
   * @param before what is younger stays
   * @return how many were removed; 0 if there are no more
   */
  int remove(UUID workspaceId, Instant before, int most);
}
