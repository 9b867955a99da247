package io.aiops.studio.cli.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * Whether a measure stayed flat: its mean in the last fifth of the samples against that in the
 * second; of p99 that of all executions of a fifth. The first fifth is for warming up.
 */
record Flatness(Sample.Measure measure, double second, double last) {

  private static final double MOST_GROWTH = 1.02;
  private static final int FIFTHS = 5;

  /**
   * @param samples five at least
   */
  static Flatness of(Sample.Measure measure, List<Sample> samples) {
    return new Flatness(
        measure, mean(measure, fifth(samples, 1)), mean(measure, fifth(samples, 4)));
  }

  static List<Sample> fifth(List<Sample> samples, int number) {
    int size = samples.size();
    return samples.subList(size * number / FIFTHS, size * (number + 1) / FIFTHS);
  }

  private static double mean(Sample.Measure measure, List<Sample> samples) {
    if (measure.equals(Sample.P99)) {
      double[] all = samples.stream().flatMapToDouble(s -> DoubleStream.of(s.millis())).toArray();
      return all.length == 0 ? Double.NaN : Percentiles.at(all, 99);
    }
    return samples.stream()
        .map(measure.of())
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }

  /** 1 if both are nothing. */
  double ratio() {
    return second == last ? 1 : last / second;
  }

  /** What was not measured is not flat. */
  boolean flat() {
    return ratio() <= MOST_GROWTH || last - second <= measure.slack();
  }

  Map<String, Object> figures() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("measure", measure.name());
    line.put("secondFifth", Double.isNaN(second) ? "unknown" : Loaded.rounded(second));
    line.put("lastFifth", Double.isNaN(last) ? "unknown" : Loaded.rounded(last));
    line.put("ratio", Double.isFinite(ratio()) ? Loaded.rounded(ratio()) : "unknown");
    line.put("flat", flat());
    return line;
  }
}
