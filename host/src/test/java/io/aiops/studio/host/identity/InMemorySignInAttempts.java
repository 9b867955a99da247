package io.aiops.studio.host.identity;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sign-in attempts in memory, for tests. */
public final class InMemorySignInAttempts implements SignInAttempts {

  private final Map<String, BackOff> counts = new HashMap<>();
  private final Map<String, Instant> addresses = new HashMap<>();

  @Override
  public Optional<Instant> begin(String key, int allowed, Instant now) {
    BackOff seen = counts.getOrDefault(key, BackOff.none(now));
    Optional<Instant> lockedUntil = seen.lockedAt(now);
    if (lockedUntil.isEmpty()) {
      counts.put(key, seen.attempt(allowed, now));
    }
    return lockedUntil;
  }

  @Override
  public void takeBack(String key, int allowed) {
    counts.computeIfPresent(key, (same, seen) -> seen.takenBack(allowed));
  }

  @Override
  public void forget(String key) {
    counts.remove(key);
  }

  @Override
  public void remember(UUID userId, String address, Instant at) {
    addresses.put(userId + " " + address, at);
    addresses.values().removeIf(last -> last.isBefore(at.minus(KNOWN_FOR)));
  }

  @Override
  public boolean knows(UUID userId, String address, Instant since) {
    Instant at = addresses.get(userId + " " + address);
    return at != null && !at.isBefore(since);
  }
}
