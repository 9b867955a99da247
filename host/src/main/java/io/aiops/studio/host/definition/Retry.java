package io.aiops.studio.host.definition;

import java.time.Duration;
import java.util.List;

/**
 * When and how often a step is tried again. The n-th retry waits {@code delay * factor^(n-1)}, at
 * most {@code maxDelay}, plus or minus up to {@code jitter} of it.
 *
 * @param attempts tries in all, 1 for none again
 * @param delay before the second try
 * @param factor growth
 * @param maxDelay bound of one wait
 * @param jitter 0 to 1
 * @param except categories (as in plugin-api, lower case with {@code -}) never tried again
 */
public record Retry(
    int attempts,
    Duration delay,
    double factor,
    Duration maxDelay,
    double jitter,
    List<String> except) {

  /** What a step of kind workflow without {@code retry} gets: its own steps are tried again. */
  public static final Retry NONE =
      new Retry(1, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0.2, List.of());

  /** What any other step without {@code retry} gets. */
  public static final Retry DEFAULT =
      new Retry(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0.2, List.of());
}
