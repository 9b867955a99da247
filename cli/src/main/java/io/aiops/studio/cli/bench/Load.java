package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Starts executions over REST and keeps a number of them in flight, on the calling thread alone.
 * Which have ended the server tells by itself, over one stream.
 */
final class Load {

  /**
   * @param workflow its name
   * @param inputs of every execution
   * @param executions how many
   * @param inFlight how many at the same time, at most
   * @param rate how many are due to start each second; 0 as soon as one ends
   * @param limit how long all may take
   */
  record Plan(
      String workflow,
      Map<String, Object> inputs,
      int executions,
      int inFlight,
      double rate,
      Duration limit) {}

  /**
   * One execution by our clock, in nanoseconds.
   *
   * @param due when it was to be started; when it was, if there is no rate
   * @param accepted when the server had answered the start
   * @param ended when we heard that it had ended
   */
  record Run(String id, long due, long sent, long accepted, long ended) {
    Duration whole() {
      return Duration.ofNanos(ended - due);
    }

    Duration accepting() {
      return Duration.ofNanos(accepted - sent);
    }
  }

  /**
   * Times at which a load with a rate stands still: what is due before ends, nothing is due
   * meanwhile, and what would have been is due afterwards. So all are measured, and none waits for
   * what was done.
   *
   * @param first after the begin
   * @param every from one to the next
   * @param action done on the load's thread while nothing runs
   */
  record Stops(Duration first, Duration every, Runnable action) {}

  private static final long TURN = 50_000_000;

  private final Wire wire;
  private final Plan plan;
  private final byte[] request;
  private final Map<String, Run> running = new HashMap<>();
  private final Map<String, Long> endedEarly = new HashMap<>();
  private Consumer<Run> each = run -> {};
  private boolean watching;
  private long zero;
  private long nextStop = Long.MAX_VALUE;
  private int started;
  private int asking;
  private int ended;

  Load(Wire wire, Plan plan) {
    this.wire = wire;
    this.plan = plan;
    this.request =
        wire.request(
            "executions",
            Json.compact(Map.of("workflow", plan.workflow(), "inputs", plan.inputs())));
  }

  /**
   * Returns when all have ended.
   *
   * @throws CommandFailedException if a start is refused, or not all end in time
   */
  List<Run> run() {
    List<Run> runs = new ArrayList<>();
    run(runs::add, null);
    return List.copyOf(runs);
  }

  /**
   * Returns when all have ended.
   *
   * @param each hears of each when it has ended
   * @param stops null for none
   * @throws CommandFailedException if a start is refused, or not all end in time
   */
  void run(Consumer<Run> each, @Nullable Stops stops) {
    this.each = each;
    long begin = System.nanoTime();
    wire.listen("executions/ended", this::heard);
    while (!watching) {
      wire.turn(TURN);
      inTime(begin);
    }
    zero = System.nanoTime();
    if (stops != null) {
      nextStop = zero + stops.first().toNanos();
    }
    while (ended < plan.executions()) {
      wire.turn(start());
      if (stops != null && ended == started && System.nanoTime() >= nextStop) {
        standStill(stops);
      }
      inTime(begin);
    }
  }

  private void standStill(Stops stops) {
    stops.action().run();
    zero += Math.max(0, System.nanoTime() - due(started));
    nextStop += stops.every().toNanos();
  }

  /** When this execution is to start, from 0 up, if no stop comes before it. */
  private long due(int number) {
    return zero + (long) (number * 1e9 / plan.rate());
  }

  /** Starts what is due and says how long nothing more will be. */
  private long start() {
    while (started < plan.executions()
        && running.size() + asking < plan.inFlight()
        && wire.ready()) {
      long now = System.nanoTime();
      long due = plan.rate() > 0 ? due(started) : now;
      if (due >= nextStop) {
        return TURN;
      }
      if (due > now) {
        return Math.min(due - now, TURN);
      }
      started++;
      asking++;
      wire.send(request, (status, body) -> accepted(due, now, status, body));
    }
    return TURN;
  }

  private void accepted(long due, long sent, int status, byte[] body) {
    asking--;
    String text = new String(body, StandardCharsets.UTF_8);
    if (status != 201) {
      throw new CommandFailedException(
          "The server refused start %d of %d with status %d: %s"
              .formatted(started, plan.executions(), status, text));
    }
    String id = Json.text(Json.mapper().readTree(text), "id");
    long now = System.nanoTime();
    Run run = new Run(id, due, sent, now, now);
    Long early = endedEarly.remove(id);
    if (early == null) {
      running.put(id, run);
    } else {
      done(new Run(id, due, sent, now, early));
    }
    if (asking == 0) {
      endedEarly.clear();
    }
  }

  private void heard(String event, String data) {
    switch (event) {
      case "watching" -> watching = true;
      case "ended" -> {
        long now = System.nanoTime();
        for (JsonNode id : Json.mapper().readTree(data).path("ids")) {
          ended(id.asString(), now);
        }
      }
      default ->
          throw new CommandFailedException(
              "The server says '%s' on the stream of ended executions: the load cannot be followed."
                  .formatted(event));
    }
  }

  private void ended(String id, long now) {
    Run run = running.remove(id);
    if (run != null) {
      done(new Run(id, run.due(), run.sent(), run.accepted(), now));
    } else if (asking > 0) {
      // The end may be heard before the answer to the start.
      endedEarly.put(id, now);
    }
  }

  private void done(Run run) {
    ended++;
    each.accept(run);
  }

  private void inTime(long begin) {
    if (System.nanoTime() - begin > plan.limit().toNanos()) {
      throw new CommandFailedException(
          "%d of %d executions of %s ended within %d s, %d were started. Give fewer with --executions, or more time with --limit."
              .formatted(
                  ended, plan.executions(), plan.workflow(), plan.limit().toSeconds(), started));
    }
  }
}
