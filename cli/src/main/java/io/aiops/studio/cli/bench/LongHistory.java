package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Pause;
import io.aiops.studio.cli.server.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/**
 * One execution of very many events: how it is made, and how long it takes, and how much of the
 * server's heap, to read it in each way. A JSON line for each.
 */
final class LongHistory {

  private static final int PAGE = 500;
  private static final int MOST = 1000;
  private static final int TRIES = 5;

  private final Studio studio;
  private final Pause pause;
  private final BiConsumer<String, Map<String, Object>> lines;

  LongHistory(Studio studio, Pause pause, BiConsumer<String, Map<String, Object>> lines) {
    this.studio = studio;
    this.pause = pause;
    this.lines = lines;
  }

  Loaded make(Load.Plan plan) {
    return measured(
        "make",
        line -> {
          Loaded loaded = studio.load(plan);
          line.put("otherCores", Loaded.rounded(loaded.used().otherCores()));
          return loaded;
        });
  }

  /** What is done, and may say something of it. */
  private interface Work<T> {
    T with(Map<String, Object> line);
  }

  private <T> T measured(String what, Work<T> work) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("what", what);
    Optional<Machine> machine = studio.machine();
    T result;
    if (machine.isEmpty()) {
      result = timed(line, work);
    } else {
      long server = machine.get().server();
      try (ServerJvm jvm = ServerJvm.attach(server);
          Peak peak = new Peak(server, pause)) {
        line.put("heapBeforeMiB", jvm.heapAfterGcMib());
        jvm.forgetPeak();
        result = timed(line, work);
        line.put("heapPeakMiB", jvm.heapPeakMib());
        line.put("heapAfterMiB", jvm.heapAfterGcMib());
        line.put("serverPeakRssMiB", peak.mib());
      }
    }
    lines.accept("history", line);
    return result;
  }

  private static <T> T timed(Map<String, Object> line, Work<T> work) {
    long begin = System.nanoTime();
    T result = work.with(line);
    line.put("seconds", Loaded.rounded((System.nanoTime() - begin) / 1e9));
    return result;
  }

  /** Its summary, its page, its events, its hashes, and its decisions. */
  void read(String id) {
    measured("summary", line -> studio.api().get(below(id, "summary")));
    long events =
        measured(
            "page",
            line -> {
              JsonNode detail = studio.api().get(Resource.of("executions", id));
              line.put("events", detail.path("lastSequence").asLong());
              return detail.path("lastSequence").asLong();
            });
    page(id, "first", 0);
    page(id, "middle", events / 2);
    page(id, "last", Math.max(0, events - PAGE));
    measured("all events", line -> all(id, line));
    check(measured("verification", line -> studio.api().get(below(id, "verification"))), "problem");
    check(measured("replay", line -> studio.api().get(below(id, "replay"))), "difference");
  }

  private static Resource below(String id, String what) {
    return Resource.of("executions", id, what);
  }

  private static void check(JsonNode answer, String problem) {
    if (!answer.path(problem).isNull() && !answer.path(problem).isMissingNode()) {
      throw new CommandFailedException("The history is not as it was: " + answer);
    }
  }

  /** The best of some tries. */
  private void page(String id, String where, long after) {
    double best = Double.MAX_VALUE;
    int size = 0;
    for (int i = 0; i < TRIES; i++) {
      long begin = System.nanoTime();
      size = Json.items(events(id, after, PAGE)).size();
      best = Math.min(best, (System.nanoTime() - begin) / 1e6);
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("what", "page of events");
    line.put("where", where);
    line.put("after", after);
    line.put("events", size);
    line.put("millis", Loaded.rounded(best));
    lines.accept("history", line);
  }

  private JsonNode events(String id, long after, int limit) {
    return studio.api().get(below(id, "events").with("after", after).with("limit", limit));
  }

  private int all(String id, Map<String, Object> line) {
    int pages = 0;
    long after = 0;
    boolean more = true;
    while (more) {
      JsonNode page = events(id, after, MOST);
      List<JsonNode> items = Json.items(page);
      after = items.getLast().path("sequence").asLong();
      more = page.path("more").asBoolean();
      pages++;
    }
    line.put("pages", pages);
    return pages;
  }
}
