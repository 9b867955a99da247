package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Session;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Loads a studio evenly for a long time and says whether anything grows. */
@Command(
    name = "soak",
    description = {
      "Starts five-step executions at an even rate for a long time and looks whether anything grows: heap after a collection, threads, database connections, queue depth, p99.",
      "Prints JSON lines, and writes them to soak.jsonl, a plot to soak.svg and PostgreSQL's log to postgresql.log. Exit code 1 if anything grew by more than 2 %% from the second to the last fifth."
    })
public final class SoakCommand implements Callable<Integer> {

  private static final int SAMPLES = 25;

  private final Session session;

  @Mixin private Target target = new Target();

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "30",
      description = "How long, 0.1 to 100000; else ${DEFAULT-VALUE}.")
  private double minutes;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0",
      description = "Executions a second, to 100000; 0 for half of what saturates the server.")
  private double rate;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Without --rate: executions that find out what saturates, and as many before.")
  private int warmUp;

  @Option(
      names = "--sample-seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "From one sample to the next, 1 to 3600; there must be 25 samples at least.")
  private int sampleSeconds;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "Where soak.jsonl, soak.svg and postgresql.log are written; else here.")
  private Path out = Path.of(".");

  public SoakCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Within.check("--minutes", minutes, 0.1, 100_000);
    Within.check("--rate", rate, 0, 100_000);
    Within.check("--warm-up", warmUp, 1, 1_000_000);
    Within.check("--sample-seconds", sampleSeconds, 1, 3_600);
    if (minutes * 60 / sampleSeconds < SAMPLES) {
      throw CommandFailedException.misuse(
          "%s minutes with a sample each %d s are fewer than %d samples; give more --minutes or fewer --sample-seconds."
              .formatted(minutes, sampleSeconds, SAMPLES));
    }
    target.check();
    Path folder = session.folder().resolve(out);
    boolean[] flat = {true};
    try {
      Files.createDirectories(folder);
      try (BufferedWriter file = Files.newBufferedWriter(folder.resolve("soak.jsonl"));
          PrintWriter lines = new PrintWriter(file)) {
        target.run(
            session, (studio, ready, first) -> {}, studio -> flat[0] = soak(studio, folder, lines));
      }
    } catch (IOException e) {
      throw new CommandFailedException(
          "Nothing can be written to " + folder + ": " + e.getMessage() + ".", e);
    }
    return flat[0] ? 0 : CommandFailedException.FAILED;
  }

  private boolean soak(Studio studio, Path folder, PrintWriter file) throws InterruptedException {
    Machine machine =
        studio
            .machine()
            .orElseThrow(() ->
                CommandFailedException.misuse(
                    "A soak looks into the server's processes: it must run on this machine, under Linux, started by ./studio."));
    Soak soak =
        new Soak(
            studio,
            machine,
            session.pause(),
            line -> {
              session.terminal().result(line);
              file.println(line);
              file.flush();
            });
    try {
      return soak(soak, folder);
    } finally {
      keepLog(machine, folder.resolve("postgresql.log"));
    }
  }

  private boolean soak(Soak soak, Path folder) throws InterruptedException {
    double even = rate > 0 ? rate : soak.saturation(warmUp) / 2;
    Duration time = Duration.ofSeconds((long) (minutes * 60));
    session
        .terminal()
        .say("Soaking at %.1f executions a second for %.1f minutes …".formatted(even, minutes));
    List<Sample> samples = soak.run(even, time, Duration.ofSeconds(sampleSeconds));
    boolean flat = true;
    for (Sample.Measure measure : Sample.ALL) {
      Flatness flatness = Flatness.of(measure, samples);
      soak.line("soak", flatness.figures());
      flat &= flatness.flat();
    }
    Map<String, Object> meanwhile = Flatness.of(Sample.YARDSTICK, samples).figures();
    meanwhile.remove("flat");
    soak.line("soak-machine", meanwhile);
    write(
        folder.resolve("soak.svg"),
        Plot.svg(
            String.format(
                Locale.ROOT,
                "%.0f minutes at %.0f five-step executions a second (%.0f steps/s)",
                minutes,
                even,
                even * Workflows.FIVE_STEPS),
            samples));
    return flat;
  }

  private static void keepLog(Machine machine, Path file) {
    try {
      if (machine.data().isPresent()) {
        DatabaseLog.copy(machine.data().get(), file);
      }
    } catch (IOException e) {
      throw new CommandFailedException(
          "PostgreSQL's log cannot be copied to " + file + ": " + e.getMessage() + ".", e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandFailedException(file + " cannot be written: " + e.getMessage() + ".", e);
    }
  }
}
