package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a load came to. An execution's time runs from its planned start to its last event: how late
 * it was started, by our clock, and from then on by the server's.
 */
final class Measured {

  private static final int PAGE = 200;

  /** Other executions may lie between ours. */
  private static final int MORE_PAGES = 50;

  private final List<Duration> times = new ArrayList<>();
  private final List<Duration> calls = new ArrayList<>();
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;
  private int failed;

  private Measured() {}

  /** Asks the server how each of {@code starts} went. */
  static Measured of(Api api, Map<String, Load.Start> starts) {
    Measured measured = new Measured();
    int mostPages = starts.size() / PAGE + MORE_PAGES;
    String before = null;
    for (int i = 0; i < mostPages && measured.times.size() < starts.size(); i++) {
      JsonNode page =
          api.get(
              Resource.of("executions")
                  .with("workflow", FiveSteps.NAME)
                  .with("before", before)
                  .with("limit", PAGE));
      for (JsonNode summary : Json.items(page)) {
        Load.Start start = starts.get(Json.text(summary, "id"));
        if (start != null) {
          measured.add(summary, start);
        }
      }
      before = Json.text(page, "next");
      if (before.isEmpty()) {
        break;
      }
    }
    if (measured.times.size() != starts.size()) {
      throw new CommandFailedException(
          "The server lists %d of the %d executions as ended; was something else running on it?"
              .formatted(measured.times.size(), starts.size()));
    }
    return measured;
  }

  private void add(JsonNode summary, Load.Start start) {
    String ended = Json.text(summary, "endedAt");
    if (ended.isEmpty()) {
      return;
    }
    Instant from = Instant.parse(Json.text(summary, "createdAt"));
    Instant to = Instant.parse(ended);
    first = from.isBefore(first) ? from : first;
    last = to.isAfter(last) ? to : last;
    times.add(start.late().plus(Duration.between(from, to)));
    calls.add(start.call());
    failed += Json.text(summary, "status").equals("COMPLETED") ? 0 : 1;
  }

  int failed() {
    return failed;
  }

  Map<String, Object> line(Load.Plan plan) {
    double seconds = Duration.between(first, last).toNanos() / 1e9;
    Percentiles whole = new Percentiles(times);
    Percentiles accept = new Percentiles(calls);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", "five-steps");
    line.put("executions", times.size());
    line.put("failed", failed);
    line.put("inFlight", plan.inFlight());
    line.put("meanInFlight", rounded(sum(times) / seconds));
    line.put("rate", plan.rate());
    line.put("seconds", rounded(seconds));
    line.put("executionsPerSecond", rounded(times.size() / seconds));
    line.put("stepsPerSecond", rounded(FiveSteps.STEPS * times.size() / seconds));
    line.put("p50Millis", whole.at(50));
    line.put("p99Millis", whole.at(99));
    line.put("startP50Millis", accept.at(50));
    line.put("startP99Millis", accept.at(99));
    return line;
  }

  private static double sum(List<Duration> times) {
    return times.stream().mapToDouble(time -> time.toNanos() / 1e9).sum();
  }

  private static double rounded(double number) {
    return Math.round(number * 100) / 100.0;
  }
}
