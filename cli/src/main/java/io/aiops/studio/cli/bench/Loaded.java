package io.aiops.studio.cli.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a load came to.
 *
 * @param nanos how long it took in all
 * @param used processor time meanwhile, in milliseconds
 */
record Loaded(Load.Plan plan, List<Load.Run> runs, long nanos, Machine.Used used) {

  /** From the first start to the last end. */
  double seconds() {
    long first = runs.stream().mapToLong(Load.Run::sent).min().orElse(0);
    long last = runs.stream().mapToLong(Load.Run::ended).max().orElse(0);
    return (last - first) / 1e9;
  }

  /**
   * Rates, times and processor time as a line's fields.
   *
   * @param steps of one execution
   */
  Map<String, Object> figures(int steps) {
    Percentiles whole = new Percentiles(runs.stream().map(Load.Run::whole).toList());
    Percentiles accepting = new Percentiles(runs.stream().map(Load.Run::accepting).toList());
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("executions", runs.size());
    line.put("inFlight", plan.inFlight());
    if (plan.rate() > 0) {
      line.put("rate", plan.rate());
    }
    line.put("seconds", rounded(seconds()));
    line.put("executionsPerSecond", rounded(runs.size() / seconds()));
    line.put("stepsPerSecond", rounded(steps * runs.size() / seconds()));
    line.put("p50Millis", whole.at(50));
    line.put("p95Millis", whole.at(95));
    line.put("p99Millis", whole.at(99));
    line.put("maxMillis", whole.at(100));
    line.put("acceptP50Millis", accepting.at(50));
    line.put("acceptP99Millis", accepting.at(99));
    if (used.nanos() > 0) {
      double ours = used.server() + used.database();
      line.put("cpuMillisPerExecution", rounded(ours / runs.size()));
      line.put("cpuMillisPerStep", rounded(ours / runs.size() / steps));
      line.put("serverCpuMillisPerExecution", rounded((double) used.server() / runs.size()));
      line.put("databaseCpuMillisPerExecution", rounded((double) used.database() / runs.size()));
      line.put("clientCpuMillisPerExecution", rounded((double) used.client() / runs.size()));
      line.put("otherCores", rounded(used.otherCores()));
    }
    return line;
  }

  static double rounded(double number) {
    return Math.round(number * 1000) / 1000.0;
  }
}
