package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Session;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Swaps a plugin under load and says whether anybody noticed, and what stays behind. */
@Command(
    name = "swap",
    description = {
      "Upgrades and downgrades the plugin that every step needs, again and again, while five-step executions run at an even rate; the same with the HTTP connector, while a service outside counts what it is asked; then swaps on without load and looks what stays: classes, threads, metaspace.",
      "Prints JSON lines, and writes them to swap.jsonl and a plot to swap.svg. Exit code 1 if an execution failed, a step needed another attempt, a call was made twice or never, p99 of those around a swap is more than 20 %% over the quiet one, a node had not followed within 5 s, or anything grew by more than 2 %%."
    })
public final class SwapCommand implements Callable<Integer> {

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
      names = "--counted",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Of the HTTP connector, while each step calls a service that counts, 0 to 10000; else ${DEFAULT-VALUE}.")
  private int counted;

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
    Within.check("--counted", counted, 0, 10_000);
    Within.check("--left", left, 0, 100_000);
    target.check();
    Path home =
        session
            .environment()
            .home()
            .orElseThrow(
                () -> CommandFailedException.misuse("STUDIO_HOME is not set: run ./studio bench."));
    Path folder = session.folder().resolve(out);
    try {
      Files.createDirectories(folder);
      try (BufferedWriter file = Files.newBufferedWriter(folder.resolve("swap.jsonl"));
          PrintWriter lines = new PrintWriter(file)) {
        target.run(
            session, (studio, ready, first) -> {}, studio -> on(studio, home, folder, lines));
      }
    } catch (IOException e) {
      throw new CommandFailedException(
          "Nothing can be written to " + folder + ": " + e.getMessage() + ".", e);
    }
    return good ? 0 : CommandFailedException.FAILED;
  }

  private void on(Studio studio, Path home, Path folder, PrintWriter file)
      throws InterruptedException {
    SwapPhases phases =
        new SwapPhases(
            studio,
            home,
            new SwapPhases.Even(rate, Duration.ofMillis(every)),
            session.pause(),
            session.terminal(),
            line -> {
              session.terminal().result(line);
              file.println(line);
              file.flush();
            });
    good = phases.underLoad(count, left, folder.resolve("swap.svg"));
    if (counted > 0) {
      good &= phases.counted(counted);
    }
  }
}
