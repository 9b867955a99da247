package io.aiops.studio.host.trigger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One occasion on which a trigger fired or should have.
 *
 * @param id grows with time
 * @param scheduledAt the time of the schedule it stands for; null for other causes
 * @param raisedAt when it was recorded
 * @param reason why it was skipped or failed; null if it was not
 * @param executionId what it started; null if nothing
 * @param depth how many completion triggers led to it, itself included; 1 for a first one
 */
public record Firing(
    long id,
    Cause cause,
    @Nullable Instant scheduledAt,
    Instant raisedAt,
    Status status,
    @Nullable String reason,
    @Nullable UUID executionId,
    int depth) {

  /** What raised it. */
  public enum Cause {
    SCHEDULE,
    BACKFILL,
    HAND,
    WEBHOOK,
    QUEUE,
    COMPLETION
  }

  /** How far it is. */
  public enum Status {
    /** Recorded; its execution starts in a moment. */
    DUE,
    STARTED,
    /** On purpose: missed times under the policy, or the trigger was switched off. */
    SKIPPED,
    /** It could not start; the reason says why. */
    FAILED
  }
}
