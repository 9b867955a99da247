package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Pause;
import io.aiops.studio.cli.server.Resource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs workloads on a studio and prints a JSON line for each measurement. */
final class Bench {

  /**
   * How much of it.
   *
   * @param executions of w1 at each number in flight; w2 runs a tenth
   * @param warmUp executions that run before, unmeasured
   * @param inFlight of w1 at saturation, one measurement each
   * @param rates of w1 at light load, one measurement each, a second
   * @param lightFor how long each of those takes
   * @param items of w6
   * @param limit how long one load may take
   */
  record Size(
      int executions,
      int warmUp,
      List<Integer> inFlight,
      List<Double> rates,
      Duration lightFor,
      int items,
      Duration limit) {}

  private static final int FAN_IN_FLIGHT = 16;
  private static final int MOST_IN_FLIGHT = 4096;
  private static final List<Integer> AGENTS = List.of(1, 4, 16, 64, 256, 1024);
  private static final int AGENTS_IN_A_ROW = 512;
  private static final int AGENTS_TO_WARM_UP = 64;
  private static final int WARM_UP_IN_FLIGHT = 8;
  private static final int TRIES = 3;
  private static final Duration THINKING = Duration.ofMillis(500);
  private static final int ITEMS_AT_ONCE = 256;

  private final Studio studio;
  private final Terminal terminal;
  private final Pause pause;
  private final Size size;

  Bench(Studio studio, Terminal terminal, Pause pause, Size size) {
    this.studio = studio;
    this.terminal = terminal;
    this.pause = pause;
    this.size = size;
  }

  /** Five steps in sequence: saturation, then light load. */
  void five() {
    studio.apply(Workflows.FIVE, Workflows.five());
    warmUp();
    for (int inFlight : size.inFlight()) {
      say("w1: " + size.executions() + " executions, " + inFlight + " in flight …");
      saturated("w1", Workflows.FIVE_STEPS, five(size.executions(), inFlight, 0));
    }
    for (double rate : size.rates()) {
      int count = (int) Math.max(1, rate * size.lightFor().toSeconds());
      say("w1: " + count + " executions, " + rate + " a second …");
      saturated("w1-light", Workflows.FIVE_STEPS, five(count, MOST_IN_FLIGHT, rate));
    }
  }

  private void warmUp() {
    if (size.warmUp() > 0) {
      say("Warming up with " + size.warmUp() + " executions …");
      studio.load(five(size.warmUp(), size.inFlight().getFirst(), 0));
    }
  }

  private Load.Plan five(int count, int inFlight, double rate) {
    return new Load.Plan(
        Workflows.FIVE, Map.of("word", "bench"), count, inFlight, rate, size.limit());
  }

  /** Fan-out to sixteen and join. */
  void fan() {
    studio.apply(Workflows.FAN, Workflows.fan());
    Map<String, Object> inputs = Map.of("word", "bench");
    int count = Math.max(1, size.executions() / 10);
    say("w2: " + count + " executions, before as many to warm up …");
    studio.load(new Load.Plan(Workflows.FAN, inputs, count, FAN_IN_FLIGHT, 0, size.limit()));
    for (int inFlight : List.of(FAN_IN_FLIGHT, 4 * FAN_IN_FLIGHT)) {
      saturated(
          "w2",
          Workflows.FAN_STEPS,
          new Load.Plan(Workflows.FAN, inputs, count, inFlight, 0, size.limit()));
    }
  }

  private void saturated(String bench, int steps, Load.Plan plan) {
    Loaded loaded = studio.load(plan);
    long failed = studio.failed(plan, loaded.runs());
    Map<String, Object> line = loaded.figures(steps);
    line.put("failed", failed);
    line.putAll(studio.memory());
    line(bench, line);
    if (failed > 0) {
      throw new CommandFailedException("Executions of " + plan.workflow() + " failed.");
    }
  }

  /** Agents side by side in one execution, each waiting for a model. */
  void agents() {
    try (SlowModel model = new SlowModel(THINKING)) {
      String connection = "bench-slow";
      studio
          .api()
          .put(
              Resource.of("connections", "model", connection),
              Map.of(
                  "provider",
                  "openai",
                  "settings",
                  Map.of("baseUrl", model.url(), "model", "slow", "streaming", false)));
      // As many model calls as w1 has steps to warm up.
      int rounds = Workflows.FIVE_STEPS * size.warmUp() / AGENTS_TO_WARM_UP;
      if (rounds > 0) {
        say("w3: warming up with " + rounds * AGENTS_TO_WARM_UP + " agents …");
        studio.apply(Workflows.AGENTS, Workflows.agents(connection, 1, AGENTS_TO_WARM_UP));
        completed(studio.load(plan(AGENTS_TO_WARM_UP, rounds, WARM_UP_IN_FLIGHT)));
      }
      for (int agents : AGENTS) {
        say("w3: " + agents + " agents …");
        agents(model, connection, agents);
      }
    }
  }

  private void agents(SlowModel model, String connection, int agents) {
    int inner = Math.min(agents, AGENTS_IN_A_ROW);
    studio.apply(Workflows.AGENTS, Workflows.agents(connection, agents / inner, inner));
    Load.Plan plan = plan(agents, 1, 1);
    double best = Double.MAX_VALUE;
    double cpu = 0;
    double client = 0;
    int atOnce = 0;
    for (int i = 0; i < TRIES; i++) {
      Loaded loaded = studio.load(plan);
      completed(loaded);
      atOnce = Math.max(atOnce, model.most());
      double wall = loaded.runs().getFirst().whole().toNanos() / 1e9;
      if (wall < best) {
        best = wall;
        cpu = loaded.used().server() + loaded.used().database();
        client = loaded.used().client();
      }
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("agents", agents);
    line.put("wallSeconds", Loaded.rounded(best));
    line.put("efficiency", Loaded.rounded(THINKING.toMillis() / 1000.0 / best));
    line.put("mostAtOnce", atOnce);
    line.put("tries", TRIES);
    line.put("cpuMillisPerAgent", Loaded.rounded(cpu / agents));
    line.put("clientCpuMillisPerAgent", Loaded.rounded(client / agents));
    line.putAll(studio.memory());
    line("w3", line);
  }

  private Load.Plan plan(int agents, int executions, int inFlight) {
    return new Load.Plan(
        Workflows.AGENTS, Map.of("count", agents), executions, inFlight, 0, size.limit());
  }

  /** One execution over very many items. */
  void items() {
    studio.apply(Workflows.ITEMS, Workflows.items(ITEMS_AT_ONCE));
    Load.Plan plan =
        new Load.Plan(Workflows.ITEMS, Map.of("count", size.items()), 1, 1, 0, size.limit());
    say("w6: " + size.items() + " items …");
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("items", size.items());
    line.put("concurrency", ITEMS_AT_ONCE);
    if (studio.machine().isEmpty()) {
      items(plan, line);
    } else {
      long server = studio.machine().get().server();
      try (ServerJvm jvm = ServerJvm.attach(server);
          Peak peak = new Peak(server, pause)) {
        line.put("heapBeforeMiB", jvm.heapAfterGcMib());
        jvm.forgetPeak();
        items(plan, line);
        line.put("heapPeakMiB", jvm.heapPeakMib());
        line.put("heapAfterMiB", jvm.heapAfterGcMib());
        line.put("serverPeakRssMiB", peak.mib());
      }
    }
    line("w6", line);
  }

  /** One execution of very many events, read in every way there is. */
  void history() {
    studio.apply(Workflows.HISTORY, Workflows.history(ITEMS_AT_ONCE));
    Load.Plan plan =
        new Load.Plan(Workflows.HISTORY, Map.of("count", size.items()), 1, 1, 0, size.limit());
    say("history: %d items of %d steps …".formatted(size.items(), Workflows.HISTORY_STEPS));
    LongHistory history = new LongHistory(studio, pause, this::line);
    Loaded loaded = history.make(plan);
    completed(loaded);
    history.read(loaded.runs().getFirst().id());
  }

  private void items(Load.Plan plan, Map<String, Object> line) {
    Loaded loaded = studio.load(plan);
    completed(loaded);
    line.put("seconds", Loaded.rounded(loaded.seconds()));
    line.put("itemsPerSecond", Loaded.rounded(size.items() / loaded.seconds()));
    double cpu = loaded.used().server() + loaded.used().database();
    line.put("cpuMillisPerItem", Loaded.rounded(cpu / size.items()));
    line.put("otherCores", Loaded.rounded(loaded.used().otherCores()));
  }

  private void completed(Loaded loaded) {
    String workflow = loaded.plan().workflow();
    if (studio.failed(loaded.plan(), loaded.runs()) > 0) {
      throw new CommandFailedException(
          "The execution of %s ended as %s".formatted(workflow, studio.newestStatus(workflow)));
    }
  }

  private void say(String text) {
    terminal.say(text);
  }

  void line(String bench, Map<String, Object> figures) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", bench);
    line.putAll(figures);
    terminal.result(Json.compact(line));
  }
}
