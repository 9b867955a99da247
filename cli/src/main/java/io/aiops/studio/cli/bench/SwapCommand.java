package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Session;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Swaps a plugin under load and says whether anybody noticed, and what stays behind. */
@Command(
    name = "swap",
    description = {
      "Upgrades and downgrades the plugin that every step needs, again and again, while five-step executions run at an even rate; then swaps on without load and looks what stays: classes, threads, metaspace.",
      "Prints JSON lines, and writes them to swap.jsonl and a plot to swap.svg. Exit code 1 if an execution failed, a step needed another attempt, p99 of those that a swap touched is more than 20 % over the quiet one, a node had not followed within 5 s, or anything grew by more than 2 %."
    })
public final class SwapCommand implements Callable<Integer> {

  private static final double SLOWER = 1.2;
  private static final double FOLLOWED_MILLIS = 5_000;
  private static final double GROWN = 1.02;
  private static final int DOTS = 1_500;
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  private final Session session;

  @Mixin private Target target = new Target();

  @Option(
      names = "--swaps",
      paramLabel = "N",
      defaultValue = "100",
      description = "Under load, 1 to 10000; else ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--every",
      paramLabel = "MILLIS",
      defaultValue = "1000",
      description = "From one swap to the next, 100 to 60000; else ${DEFAULT-VALUE}.")
  private int every;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "50",
      description = "Executions a second, of five steps each, 1 to 10000; else ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--left",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Swaps without load, 0 to 100000; else ${DEFAULT-VALUE}.")
  private int left;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "Where swap.jsonl and swap.svg are written; else here.")
  private Path out = Path.of(".");

  private boolean good = true;

  public SwapCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Within.check("--swaps", count, 1, 10_000);
    Within.check("--every", every, 100, 60_000);
    Within.check("--rate", rate, 1, 10_000);
    Within.check("--left", left, 0, 100_000);
    target.check();
    Path home =
        session
            .environment()
            .home()
            .orElseThrow(
                () -> CommandFailedException.misuse("STUDIO_HOME is not set: run ./studio bench."));
    SwappedJar jar = SwappedJar.in(home);
    Path folder = session.folder().resolve(out);
    try {
      Files.createDirectories(folder);
      try (BufferedWriter file = Files.newBufferedWriter(folder.resolve("swap.jsonl"));
          PrintWriter lines = new PrintWriter(file)) {
        target.run(session, (studio, ready, first) -> {}, studio -> on(studio, jar, folder, lines));
      }
    } catch (IOException e) {
      throw new CommandFailedException(
          "Nothing can be written to " + folder + ": " + e.getMessage() + ".", e);
    }
    return good ? 0 : CommandFailedException.FAILED;
  }

  private void on(Studio studio, SwappedJar jar, Path folder, PrintWriter file)
      throws InterruptedException {
    Swaps swaps =
        new Swaps(
            studio,
            jar,
            session.pause(),
            line -> {
              session.terminal().result(line);
              file.println(line);
              file.flush();
            });
    swaps.begin();
    try {
      underLoad(swaps, folder);
      if (left > 0 && studio.machine().isPresent()) {
        try (ServerJvm jvm = ServerJvm.attach(studio.machine().get().server())) {
          stays(swaps, jvm);
        }
      }
    } finally {
      swaps.end();
    }
  }

  private void underLoad(Swaps swaps, Path folder) throws InterruptedException {
    Duration between = Duration.ofMillis(every);
    say("Warming up …");
    swaps.load(rate, 0, between, WARM_UP);
    say("%.0f executions a second, no swap …".formatted(rate));
    Swaps.Outcome quiet = swaps.load(rate, 0, between, between.multipliedBy(count + 1L));
    double quietP99 = p99(quiet.runs());
    swaps.line(
        "swap-quiet",
        Map.of("executions", quiet.runs().size(), "failed", quiet.failed(), "p99Millis", quietP99));
    say("The same, with %d swaps …".formatted(count));
    Swaps.Outcome loaded = swaps.load(rate, count, between, between);
    List<Load.Run> touched = loaded.touched();
    double p99 = touched.isEmpty() ? 0 : p99(touched);
    long again = swaps.again(loaded.runs());
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("swaps", loaded.swaps().size());
    line.put("stepsPerSecond", rate * Workflows.FIVE_STEPS);
    line.put("executions", loaded.runs().size());
    line.put("failed", loaded.failed());
    line.put("stepsAttemptedAgain", again);
    line.put("touchedBySwaps", touched.size());
    line.put("quietP99Millis", quietP99);
    line.put("touchedP99Millis", p99);
    line.put("allP99Millis", p99(loaded.runs()));
    line.put("swapP50Millis", swapMillis(loaded, 50));
    line.put("swapMaxMillis", swapMillis(loaded, 100));
    double everywhere =
        loaded.swaps().stream().mapToDouble(Swaps.Swap::everywhereMillis).max().orElse(0);
    line.put("everywhereMaxMillis", everywhere);
    boolean kept =
        loaded.failed() == 0
            && again == 0
            && loaded.swaps().size() == count
            && everywhere <= FOLLOWED_MILLIS
            && p99 <= quietP99 * SLOWER;
    line.put("kept", kept);
    good &= kept;
    swaps.line("swap-load", line);
    write(
        folder.resolve("swap.svg"),
        SwapPlot.svg(
            String.format(
                Locale.ROOT,
                "%d swaps at %.0f steps/s; p99 quiet %.1f ms, touched by a swap %.1f ms",
                count,
                rate * Workflows.FIVE_STEPS,
                quietP99,
                p99),
            SwapPlot.thinned(loaded, DOTS)));
  }

  private void stays(Swaps swaps, ServerJvm jvm) throws InterruptedException {
    say("%d swaps without load …".formatted(left));
    List<ServerJvm.Held> held = swaps.left(jvm, left);
    ServerJvm.Held before = held.getFirst();
    ServerJvm.Held after = held.getLast();
    boolean kept =
        after.classes() <= before.classes() * GROWN
            && after.threads() <= before.threads() * GROWN
            && after.metaspaceMib() <= before.metaspaceMib() * GROWN;
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("swaps", left);
    line.put("classesBefore", before.classes());
    line.put("classes", after.classes());
    line.put("threadsBefore", before.threads());
    line.put("threads", after.threads());
    line.put("metaspaceMibBefore", before.metaspaceMib());
    line.put("metaspaceMib", after.metaspaceMib());
    line.put("heapMibBefore", before.heapMib());
    line.put("heapMib", after.heapMib());
    line.put("kept", kept);
    good &= kept;
    swaps.line("swap-left", line);
  }

  private static double p99(List<Load.Run> runs) {
    return new Percentiles(runs.stream().map(Load.Run::whole).toList()).at(99);
  }

  private static double swapMillis(Swaps.Outcome outcome, int percent) {
    return Percentiles.at(
        outcome.swaps().stream().mapToDouble(Swaps.Swap::millis).toArray(), percent);
  }

  private void say(String text) {
    session.terminal().say(text);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandFailedException(file + " cannot be written: " + e.getMessage() + ".", e);
    }
  }
}
