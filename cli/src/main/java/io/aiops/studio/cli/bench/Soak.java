package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Keeps a server under an even load of five-step executions for a long time, and watches it. */
final class Soak {

  private static final int MOST_IN_FLIGHT = 4096;
  private static final int SATURATED = 64;
  private static final int COLLECTIONS = 25;

  /** What is running when the time is over may end. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  private final Studio studio;
  private final Machine machine;
  private final Pause pause;
  private final Consumer<String> lines;

  /**
   * @param lines takes each JSON line
   */
  Soak(Studio studio, Machine machine, Pause pause, Consumer<String> lines) {
    this.studio = studio;
    this.machine = machine;
    this.pause = pause;
    this.lines = lines;
  }

  /** Executions a second at saturation, after as many to warm up. */
  double saturation(int executions) {
    studio.apply(Workflows.FIVE, Workflows.five());
    studio.load(plan(executions, SATURATED, 0, Duration.ofMinutes(30)));
    Loaded loaded = studio.load(plan(executions, SATURATED, 0, Duration.ofMinutes(30)));
    line("soak-saturation", loaded.figures(Workflows.FIVE_STEPS));
    return loaded.runs().size() / loaded.seconds();
  }

  /**
   * @param rate executions a second
   * @param every from one sample to the next
   */
  List<Sample> run(double rate, Duration time, Duration every) throws InterruptedException {
    studio.apply(Workflows.FIVE, Workflows.five());
    Load.Plan plan =
        plan((int) Math.ceil(rate * time.toSeconds()), MOST_IN_FLIGHT, rate, time.plus(GRACE));
    List<Sample> samples = new ArrayList<>();
    try (Sampler sampler = new Sampler(studio, machine);
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      int count = (int) (time.toSeconds() / every.toSeconds());
      Duration collecting = every.multipliedBy(Math.max(1, count / COLLECTIONS));
      // Midway between two samples: no sample shows a server that stands still.
      Duration first = collecting.minus(every.dividedBy(2));
      Load.Stops stops = new Load.Stops(first, collecting, sampler::collect);
      Future<Void> load = thread.submit(loading(plan, sampler, stops));
      long begin = System.nanoTime();
      for (int i = 1; i <= count && !load.isDone(); i++) {
        pause.of(Duration.ofNanos(begin + i * every.toNanos() - System.nanoTime()));
        Sample sample = sampler.sample();
        samples.add(sample);
        line("soak-sample", sample.figures());
      }
      load.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof CommandFailedException failed
          ? failed
          : new CommandFailedException("The load broke: " + e.getCause(), e);
    }
    return samples;
  }

  private Callable<Void> loading(Load.Plan plan, Sampler sampler, Load.Stops stops) {
    return () -> {
      try (Wire wire = new Wire(studio.url(), studio.token())) {
        new Load(wire, plan).run(sampler::ended, stops);
      }
      return null;
    };
  }

  private static Load.Plan plan(int count, int inFlight, double rate, Duration limit) {
    return new Load.Plan(Workflows.FIVE, Map.of("word", "soak"), count, inFlight, rate, limit);
  }

  void line(String bench, Map<String, Object> figures) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", bench);
    line.putAll(figures);
    lines.accept(Json.compact(line));
  }
}
