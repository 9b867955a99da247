package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Retry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: exponential, bounded, with jitter. The jitter comes
 * from the step itself, so that the same decision is made again when it is replayed, and still no
 * two steps that failed together come back together.
 */
final class BackOff {

  /** Whoever asks for more is asked again after this; plugins say what servers tell them. */
  private static final Duration LONGEST_ASKED = Duration.ofDays(1);

  private BackOff() {}

  /**
   * @param attempt the one that failed, from 1
   * @param seed names the step
   * @param retryAfter what the other side asked for; waited out if it is longer, up to a day
   */
  static Duration delay(Retry retry, int attempt, String seed, @Nullable Duration retryAfter) {
    double millis = retry.delay().toMillis() * Math.pow(retry.factor(), attempt - 1);
    double bounded = Math.min(millis, retry.maxDelay().toMillis());
    double jittered = bounded * (1 + retry.jitter() * unit(seed + "#" + attempt));
    Duration delay = Duration.ofMillis(Math.max(0, Math.round(jittered)));
    if (retryAfter == null) {
      return delay;
    }
    Duration asked = retryAfter.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : retryAfter;
    return asked.compareTo(delay) > 0 ? asked : delay;
  }

  /** A number in [-1, 1) that looks random; the mixer of SplitMix64 (Steele, Lea, Flood 2014). */
  private static double unit(String seed) {
    long z = 0x9E3779B97F4A7C15L;
    for (int i = 0; i < seed.length(); i++) {
      z = (z + seed.charAt(i)) * 0xBF58476D1CE4E5B9L;
      z ^= z >>> 27;
    }
    z = (z ^ (z >>> 30)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >> 11) * 0x1.0p-52;
  }
}
