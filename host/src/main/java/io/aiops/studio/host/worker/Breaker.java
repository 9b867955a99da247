package io.aiops.studio.host.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker: lets calls through while the other side answers. Once half of the last twenty
 * calls, ten at least, got no answer, it opens: nothing is let through for half a minute, then one
 * call to try. If that gets an answer, all are; if not, it stays open for twice as long, five
 * minutes at most.
 */
final class Breaker {

  private static final int WINDOW = 20;
  private static final int LEAST = 10;
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Clock clock;

  /** The last calls, the newest in the lowest bit: set where there was no answer. */
  private int silent;

  private int calls;
  private Duration wait = FIRST;
  private @Nullable Instant closedUntil;
  private @Nullable Instant trialUntil;

  Breaker(Clock clock) {
    this.clock = clock;
  }

  /**
   * @return how long to wait before asking again; empty if the call may be made
   */
  synchronized Optional<Duration> enter() {
    Instant until = closedUntil;
    if (until == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (now.isBefore(until)) {
      return Optional.of(spread(Duration.between(now, until)));
    }
    Instant trial = trialUntil;
    if (trial != null && now.isBefore(trial)) {
      return Optional.of(spread(Duration.between(now, trial)));
    }
    // The one to try; should nobody hear of it again, another one is.
    trialUntil = now.plus(wait);
    return Optional.empty();
  }

  /** Not all at once, when it may be over. */
  private static Duration spread(Duration left) {
    return left.plusMillis(ThreadLocalRandom.current().nextLong(1 + left.toMillis() / 4));
  }

  /** The other side answered, be it with a refusal. */
  synchronized void answered() {
    if (closedUntil != null) {
      silent = 0;
      calls = 0;
      wait = FIRST;
      closedUntil = null;
      trialUntil = null;
    }
    count(0);
  }

  /**
   * It did not.
   *
   * @return true if it opens by this
   */
  synchronized boolean silent() {
    count(1);
    Instant now = clock.instant();
    if (closedUntil == null) {
      if (calls < LEAST || Integer.bitCount(silent) * 2 < calls) {
        return false;
      }
      closedUntil = now.plus(wait);
      return true;
    }
    if (!now.isBefore(closedUntil)) {
      wait = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
      closedUntil = now.plus(wait);
      trialUntil = null;
    }
    return false;
  }

  /** Nobody knows: the call was given up before there could be an answer. */
  synchronized void unknown() {
    trialUntil = null;
  }

  private void count(int bit) {
    silent = (silent << 1 | bit) & (1 << WINDOW) - 1;
    calls = Math.min(WINDOW, calls + 1);
  }

  /** Until when nothing is let through; empty if all is. */
  synchronized Optional<Instant> openUntil() {
    return Optional.ofNullable(closedUntil);
  }
}
