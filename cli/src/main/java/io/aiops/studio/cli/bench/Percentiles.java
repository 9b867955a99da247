package io.aiops.studio.cli.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;

/**
 * Times in order, by nearest rank: the smallest that at least so many in a hundred do not exceed.
 */
final class Percentiles {

  private final double[] millis;

  Percentiles(Collection<Duration> times) {
    millis = times.stream().mapToDouble(time -> time.toNanos() / 1e6).sorted().toArray();
    if (millis.length == 0) {
      throw new IllegalArgumentException("There are no times");
    }
  }

  /** In milliseconds, to a hundredth. */
  double at(double percent) {
    return inOrder(millis, percent);
  }

  /**
   * @param millis at least one, in any order
   */
  static double at(double[] millis, double percent) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return inOrder(sorted, percent);
  }

  private static double inOrder(double[] sorted, double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return Math.round(sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] * 100) / 100.0;
  }
}
