package io.aiops.studio.cli.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a server stood at one moment of a soak, and what ended since the sample before.
 *
 * @param at by the clock on the wall
 * @param second since the begin
 * @param millis of each execution that ended, from when it was due
 * @param slowestAt when the one that took longest ended; null if none ended
 * @param heapAfterGc in MiB, after a full collection; null if none was made since
 * @param gcMillis how long the server's own collections took since, which we did not ask for
 * @param connections to the database
 * @param queued messages that wait in the queues of commands and tasks
 * @param openFiles of the server, sockets too
 * @param residentMib of the server
 * @param databaseMib proportional set of PostgreSQL's processes
 * @param used processor time since the sample before
 * @param stall how long at worst the machine gave our own thread no processor since
 * @param yardstickMillis how fast the machine is: what a fixed piece of arithmetic costs
 */
record Sample(
    Instant at,
    long second,
    double[] millis,
    @Nullable Instant slowestAt,
    @Nullable Double heapAfterGc,
    long gcMillis,
    int threads,
    int connections,
    double queued,
    int openFiles,
    long residentMib,
    long databaseMib,
    Machine.Used used,
    Duration stall,
    double yardstickMillis) {

  /**
   * What must not grow.
   *
   * @param slack growth up to this much is the grain of the measure
   */
  record Measure(String name, double slack, Function<Sample, @Nullable Double> of) {}

  static final Measure P99 =
      new Measure("p99Millis", 1, sample -> sample.millis.length == 0 ? null : sample.at(99));

  static final List<Measure> ALL =
      List.of(
          new Measure("heapAfterGcMiB", 1, Sample::heapAfterGc),
          new Measure("threads", 1, sample -> (double) sample.threads),
          new Measure("databaseConnections", 1, sample -> (double) sample.connections),
          new Measure("queueDepth", 1, Sample::queued),
          P99);

  /** Of the machine, not of the server: what it did meanwhile. */
  static final Measure YARDSTICK = new Measure("yardstickMillis", 0, Sample::yardstickMillis);

  double at(double percent) {
    return Percentiles.at(millis, percent);
  }

  Map<String, Object> figures() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", shown(at));
    line.put("second", second);
    line.put("ended", millis.length);
    if (millis.length > 0) {
      line.put("p50Millis", at(50));
      line.put("p99Millis", at(99));
      line.put("maxMillis", at(100));
    }
    if (slowestAt != null) {
      line.put("slowestAt", shown(slowestAt));
    }
    if (heapAfterGc != null) {
      line.put("heapAfterGcMiB", heapAfterGc);
    }
    line.put("gcMillis", gcMillis);
    line.put("threads", threads);
    line.put("databaseConnections", connections);
    line.put("queueDepth", queued);
    line.put("openFiles", openFiles);
    line.put("serverRssMiB", residentMib);
    line.put("databasePssMiB", databaseMib);
    line.put("serverCpuMillis", used.server());
    line.put("databaseCpuMillis", used.database());
    line.put("clientCpuMillis", used.client());
    line.put("otherCores", Loaded.rounded(used.otherCores()));
    line.put("stolenMillis", used.stolen());
    line.put("stallMillis", stall.toMillis());
    line.put("yardstickMillis", Loaded.rounded(yardstickMillis));
    return line;
  }

  private static String shown(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
