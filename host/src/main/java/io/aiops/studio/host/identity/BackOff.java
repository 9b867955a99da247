package io.aiops.studio.host.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The count of failed sign-ins under one key. When too many have failed in a row it locks for 1, 2,
 * 4 … minutes, never longer than 15: an attacker can slow a person down, not shut them out.
 *
 * @param failures in a row
 * @param lastAt the last attempt
 * @param lockedUntil null if it is not locked
 */
public record BackOff(int failures, Instant lastAt, @Nullable Instant lockedUntil) {

  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
  private static final long LONGEST_MINUTES = 15;

  /** Nothing failed yet. */
  public static BackOff none(Instant now) {
    return new BackOff(0, now, null);
  }

  public Optional<Instant> lockedAt(Instant now) {
    return Optional.ofNullable(lockedUntil).filter(now::isBefore);
  }

  /** One more attempt, taken for a failure until it turns out good. */
  public BackOff attempt(int allowed, Instant now) {
    int before = lastAt.isBefore(now.minus(FORGOTTEN_AFTER)) ? 0 : failures;
    return new BackOff(before + 1, now, lock(before + 1, allowed, now));
  }

  /** The last attempt was good. */
  public BackOff takenBack(int allowed) {
    int left = Math.max(0, failures - 1);
    return new BackOff(left, lastAt, left < allowed ? null : lockedUntil);
  }

  private static @Nullable Instant lock(int failures, int allowed, Instant now) {
    if (failures < allowed) {
      return null;
    }
    long minutes = Math.min(1L << Math.min(failures - allowed, 10), LONGEST_MINUTES);
    return now.plus(Duration.ofMinutes(minutes));
  }
}
