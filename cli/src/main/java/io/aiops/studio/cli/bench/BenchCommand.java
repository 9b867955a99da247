package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Session;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a studio and prints a JSON line for each measurement. */
@Command(
    name = "bench",
    description = {
      "Measures a studio and prints JSON lines; bench/README.md says what each field is.",
      "",
      "  w1  five echo agents in sequence: saturation, then light load",
      "  w2  fan-out to sixteen echo agents, and join",
      "  w3  1 to 1024 agents side by side that each wait 500 ms for a model",
      "  w4  cold start to the first completed execution, idle memory (a fresh server's)",
      "  w6  one execution over very many items",
      "  history  one of a million events, and how it is read; only if it is named",
      "",
      "Starts a server of its own on an empty data folder and stops it, unless --url names one."
    })
public final class BenchCommand implements Callable<Integer> {

  private static final List<String> ALL = List.of("w1", "w2", "w3", "w4", "w6");
  private static final String HISTORY = "history";
  private static final Duration SETTLE = Duration.ofSeconds(6);

  private final Session session;

  @Parameters(
      arity = "0..*",
      paramLabel = "WORKLOAD",
      description = "w1, w2, w3, w4, w6, history, in the order to run; else all but history.")
  private List<String> workloads = List.of();

  @Mixin private Target target = new Target();

  @Option(
      names = "--executions",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How many of w1 are measured, and a tenth as many of w2: 1 to 1000000.")
  private int executions;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "5000",
      description = "How many of w1 run before, unmeasured: 0 to 1000000.")
  private int warmUp;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      split = ",",
      defaultValue = "64,1024",
      description = "How many of w1 at the same time, a measurement for each: 1 to 4096.")
  private List<Integer> inFlight = List.of();

  @Option(
      names = "--rate",
      paramLabel = "R",
      split = ",",
      defaultValue = "10,100",
      description = "How many of w1 a second at light load, a measurement for each: 0.1 to 100000.")
  private List<Double> rates = List.of();

  @Option(
      names = "--light-seconds",
      paramLabel = "S",
      defaultValue = "20",
      description = "How long each light load takes; 0 for none, to 86400.")
  private int lightSeconds;

  @Option(
      names = "--items",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Items of w6 and of history: 1 to 100000.")
  private int items;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long each load may take: 1 to 86400.")
  private int limit;

  public BenchCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Within.check("--executions", executions, 1, 1_000_000);
    Within.check("--warm-up", warmUp, 0, 1_000_000);
    Within.check("--light-seconds", lightSeconds, 0, 86_400);
    Within.check("--items", items, 1, 100_000);
    Within.check("--limit", limit, 1, 86_400);
    inFlight.forEach(number -> Within.check("--in-flight", number, 1, 4_096));
    rates.forEach(rate -> Within.check("--rate", rate, 0.1, 100_000));
    List<String> chosen = workloads.isEmpty() ? ALL : workloads;
    for (String name : chosen) {
      if (!ALL.contains(name) && !name.equals(HISTORY)) {
        throw CommandFailedException.misuse(
            "'%s' is no workload; expected some of %s, history."
                .formatted(name, String.join(", ", ALL)));
      }
    }
    target.check();
    target.run(
        session,
        (studio, ready, first) -> {
          if (chosen.contains("w4")) {
            cold(bench(studio), studio, ready, first);
          }
        },
        studio -> run(bench(studio), chosen));
    return 0;
  }

  private static void run(Bench bench, List<String> chosen) {
    bench.line("machine", machine());
    for (String name : chosen) {
      switch (name) {
        case "w1" -> bench.five();
        case "w2" -> bench.fan();
        case "w3" -> bench.agents();
        case "w6" -> bench.items();
        case HISTORY -> bench.history();
        default -> {
          // w4 is the start of a fresh server: measured by now, or there was none.
        }
      }
    }
  }

  private void cold(Bench bench, Studio studio, Duration ready, Duration first)
      throws InterruptedException {
    session.pause().of(SETTLE);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("readyMillis", ready.toMillis());
    line.put("firstExecutionMillis", first.toMillis());
    line.putAll(studio.memory());
    bench.line("w4", line);
  }

  private static Map<String, Object> machine() {
    return Map.of(
        "processors",
        Runtime.getRuntime().availableProcessors(),
        "system",
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }

  private Bench bench(Studio studio) {
    return new Bench(
        studio,
        session.terminal(),
        session.pause(),
        new Bench.Size(
            executions,
            warmUp,
            inFlight,
            lightSeconds == 0 ? List.of() : rates,
            Duration.ofSeconds(lightSeconds),
            items,
            Duration.ofSeconds(limit)));
  }
}
