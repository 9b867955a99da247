package io.aiops.studio.marketplace.publishing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of a listing, from its submission on.
 *
 * @param listing the listing's id
 * @param decidedAt null as long as nobody has
 * @param reason why it was rejected, or why it was published although the compatibility kit has not
 *     passed it; else empty
 * @param yanked why it was withdrawn after it was published; else empty
 */
public record Submission(
    UUID id,
    String listing,
    String version,
    State state,
    Shown shown,
    About about,
    Instant submittedAt,
    String submittedBy,
    @Nullable Instant decidedAt,
    @Nullable String decidedBy,
    String reason,
    String yanked) {

  /** Each goes on from the first only, and only once. */
  public enum State {
    /** Waits for an administrator's decision. */
    SUBMITTED,
    /** Is in the catalog. */
    PUBLISHED,
    /** Is not; the version may be submitted again. */
    REJECTED
  }
}
