package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Pause;
import io.aiops.studio.cli.server.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What a bench of swaps does one after another; each says whether all was kept. */
final class SwapPhases {

  /**
   * What runs while it swaps.
   *
   * @param rate executions a second
   * @param every from one swap to the next
   */
  record Even(double rate, Duration every) {}

  private static final double SLOWER = 1.2;
  private static final double FOLLOWED_MILLIS = 5_000;
  private static final double GROWN = 1.02;

  /** The server's own pools come and go by so many. */
  private static final int THREADS = 4;

  private static final int DOTS = 1_500;
  private static final int WARM_UP = 20;
  private static final String OUTSIDE = "bench-outside";

  private final Studio studio;
  private final Path home;
  private final Even load;
  private final Pause pause;
  private final Terminal terminal;
  private final Consumer<String> lines;

  /**
   * @param home where the build's plugins are
   * @param lines takes each JSON line
   */
  SwapPhases(
      Studio studio, Path home, Even load, Pause pause, Terminal terminal, Consumer<String> lines) {
    this.studio = studio;
    this.home = home;
    this.load = load;
    this.pause = pause;
    this.terminal = terminal;
    this.lines = lines;
  }

  private Swaps swaps(String artifact, Swaps.Work work) {
    return new Swaps(studio, SwappedJar.of(artifact, home), work, pause, lines);
  }

  /** The agent that all steps need, swapped under load, and more often without. */
  boolean underLoad(int count, int more, Path plot) throws InterruptedException {
    Swaps swaps = swaps("agent-echo", new Swaps.Work(Workflows.FIVE, Workflows.five(), true));
    swaps.begin();
    try {
      boolean kept = underLoad(swaps, count, plot);
      if (more > 0 && studio.machine().isPresent()) {
        Machine machine = studio.machine().get();
        try (ServerJvm jvm = ServerJvm.attach(machine.server())) {
          kept &= stays(swaps, jvm, machine, more);
        }
      }
      return kept;
    } finally {
      swaps.end();
    }
  }

  private boolean underLoad(Swaps swaps, int count, Path plot) throws InterruptedException {
    terminal.say("Warming up …");
    swaps.warmUp(load.rate(), WARM_UP, load.every());
    terminal.say("%.0f executions a second, no swap …".formatted(load.rate()));
    Swaps.Outcome quiet =
        swaps.load(load.rate(), 0, load.every(), load.every().multipliedBy(count + 1L));
    double quietP99 = p99(quiet.runs());
    swaps.line(
        "swap-quiet",
        Map.of("executions", quiet.runs().size(), "failed", quiet.failed(), "p99Millis", quietP99));
    terminal.say("The same, with %d swaps …".formatted(count));
    Swaps.Outcome loaded = swaps.load(load.rate(), count, load.every(), load.every());
    List<Load.Run> around = loaded.around();
    double p99 = around.isEmpty() ? 0 : p99(around);
    Felt felt = felt(swaps, loaded, count);
    Map<String, Object> line = felt.figures();
    line.put("aroundSwaps", around.size());
    line.put("quietP99Millis", quietP99);
    line.put("aroundP99Millis", p99);
    line.put("allP99Millis", p99(loaded.runs()));
    boolean kept = felt.nothing() && p99 <= quietP99 * SLOWER;
    line.put("kept", kept);
    swaps.line("swap-load", line);
    write(
        plot,
        SwapPlot.svg(
            String.format(
                Locale.ROOT,
                "%d swaps at %.0f steps/s; p99 quiet %.1f ms, around a swap %.1f ms",
                count,
                load.rate() * Workflows.FIVE_STEPS,
                quietP99,
                p99),
            SwapPlot.thinned(loaded, DOTS)));
    return kept;
  }

  /**
   * What executions felt of the swaps.
   *
   * @param nothing whether all swaps were made, and no execution failed or was attempted again
   */
  private record Felt(Map<String, Object> figures, boolean nothing) {}

  private Felt felt(Swaps swaps, Swaps.Outcome loaded, int count) {
    long again = swaps.again(loaded.runs());
    double everywhere =
        loaded.swaps().stream().mapToDouble(Swaps.Swap::everywhereMillis).max().orElse(0);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("swaps", loaded.swaps().size());
    line.put("stepsPerSecond", load.rate() * Workflows.FIVE_STEPS);
    line.put("executions", loaded.runs().size());
    line.put("failed", loaded.failed());
    line.put("stepsAttemptedAgain", again);
    line.put("swapP50Millis", swapMillis(loaded, 50));
    line.put("swapMaxMillis", swapMillis(loaded, 100));
    line.put("everywhereMaxMillis", everywhere);
    return new Felt(
        line,
        loaded.swaps().size() == count
            && loaded.failed() == 0
            && again == 0
            && everywhere <= FOLLOWED_MILLIS);
  }

  /** The connector that all steps need, swapped while a service outside counts its calls. */
  boolean counted(int count) throws InterruptedException {
    terminal.say("%d swaps while each call is counted outside …".formatted(count));
    try (Counter counter = new Counter()) {
      Swaps swaps =
          swaps(
              "connector-http",
              new Swaps.Work(Workflows.POSTS, Workflows.posts(OUTSIDE, counter.url()), false));
      studio
          .api()
          .put(
              Resource.of("connections", "connector", OUTSIDE),
              Map.of("provider", "http", "settings", Map.of("privateAddresses", true)));
      swaps.begin();
      try {
        Swaps.Outcome loaded = swaps.load(load.rate(), count, load.every(), load.every());
        long owed = (long) loaded.runs().size() * Workflows.FIVE_STEPS;
        Felt felt = felt(swaps, loaded, count);
        Map<String, Object> line = felt.figures();
        line.put("calls", counter.all());
        line.put("callsMadeTwice", counter.twice());
        line.put("callsLost", owed - counter.all());
        boolean kept = felt.nothing() && counter.twice() == 0 && counter.all() == owed;
        line.put("kept", kept);
        swaps.line("swap-counted", line);
        return kept;
      } finally {
        swaps.end();
      }
    }
  }

  private boolean stays(Swaps swaps, ServerJvm jvm, Machine machine, int more)
      throws InterruptedException {
    terminal.say("%d swaps without load …".formatted(more));
    List<Swaps.Left> left = swaps.left(jvm, machine, more);
    ServerJvm.Held before = left.getFirst().held();
    ServerJvm.Held after = left.getLast().held();
    Machine.Used used = left.getLast().used();
    boolean kept =
        after.classes() <= before.classes() * GROWN
            && after.threads() <= before.threads() * GROWN + THREADS
            && after.metaspaceMib() <= before.metaspaceMib() * GROWN;
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("swaps", more);
    line.put("cpuMillisPerSwap", Loaded.rounded((double) (used.server() + used.database()) / more));
    line.put("otherCores", Loaded.rounded(used.otherCores()));
    line.put("classesBefore", before.classes());
    line.put("classes", after.classes());
    line.put("threadsBefore", before.threads());
    line.put("threads", after.threads());
    line.put("metaspaceMibBefore", before.metaspaceMib());
    line.put("metaspaceMib", after.metaspaceMib());
    line.put("heapMibBefore", before.heapMib());
    line.put("heapMib", after.heapMib());
    line.put("kept", kept);
    swaps.line("swap-left", line);
    return kept;
  }

  private static double p99(List<Load.Run> runs) {
    return new Percentiles(runs.stream().map(Load.Run::whole).toList()).at(99);
  }

  private static double swapMillis(Swaps.Outcome outcome, int percent) {
    return Percentiles.at(
        outcome.swaps().stream().mapToDouble(Swaps.Swap::millis).toArray(), percent);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandFailedException(file + " cannot be written: " + e.getMessage() + ".", e);
    }
  }
}
