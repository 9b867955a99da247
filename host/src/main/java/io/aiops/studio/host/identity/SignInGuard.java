package io.aiops.studio.host.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Slows down who guesses passwords: per name and per address. Where a person has signed in from
 * before counts by itself, so that strangers who try their name elsewhere do not lock them out.
 */
final class SignInGuard {

  /** Failures in a row that a name may have. */
  static final int PER_NAME = 5;

  /** More than for a name: a whole office can share one address. */
  static final int PER_ADDRESS = 20;

  private final SignInAttempts attempts;

  SignInGuard(SignInAttempts attempts) {
    this.attempts = attempts;
  }

  /** One attempt: {@code lockedUntil} is null if its password may be looked at. */
  record Attempt(String nameKey, String addressKey, @Nullable Instant lockedUntil) {}

  Attempt begin(String userName, @Nullable UUID userId, String address, Instant now) {
    boolean known =
        userId != null && attempts.knows(userId, address, now.minus(SignInAttempts.KNOWN_FOR));
    String nameKey = "name " + userName + (known ? " at " + address : "");
    String addressKey = "address " + address;
    Optional<Instant> until =
        Stream.of(
                attempts.begin(nameKey, PER_NAME, now),
                attempts.begin(addressKey, PER_ADDRESS, now))
            .flatMap(Optional::stream)
            .max(Instant::compareTo);
    return new Attempt(nameKey, addressKey, until.orElse(null));
  }

  void succeeded(Attempt attempt, UUID userId, String address, Instant now) {
    attempts.forget(attempt.nameKey());
    attempts.takeBack(attempt.addressKey(), PER_ADDRESS);
    attempts.remember(userId, address, now);
  }
}
