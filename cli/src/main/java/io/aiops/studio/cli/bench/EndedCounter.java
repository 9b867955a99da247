package io.aiops.studio.cli.bench;

/** How many executions have ended on a server, however they did, from its counters. */
final class EndedCounter {

  private static final String NAME = "studio_executions_ended_total";

  private EndedCounter() {}

  /**
   * @param metrics in Prometheus' text format
   */
  static long read(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(NAME + "{") || line.startsWith(NAME + " "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
