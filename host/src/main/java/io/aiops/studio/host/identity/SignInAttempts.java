package io.aiops.studio.host.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Counts sign-in attempts where all nodes see them and a restart does not forget them. */
public interface SignInAttempts {

  /** For so long it is remembered from where somebody signed in. */
  Duration KNOWN_FOR = Duration.ofDays(90);

  /**
   * Counts an attempt before its password is looked at, so that many at once gain nothing.
   *
   * @param key whose attempts: a person's or an address's
   * @param allowed failures in a row before the key is locked
   * @return until when the key is locked, the attempt then is not looked at; empty to go on
   */
  Optional<Instant> begin(String key, int allowed, Instant now);

  /** The attempt was good: takes it back. */
  void takeBack(String key, int allowed);

  /** Forgets all attempts of the key. */
  void forget(String key);

  /**
   * The person has signed in from this address. Some of the addresses from which anybody did so
   * longer ago than {@link #KNOWN_FOR} are forgotten.
   */
  void remember(UUID userId, String address, Instant at);

  /** Whether they did so since. */
  boolean knows(UUID userId, String address, Instant since);
}
