package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Pause;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Swaps a plugin that all steps need, up and down again, while executions run evenly. */
final class Swaps {

  /** What runs when the time is over may end. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  private static final String JAR = "application/java-archive";
  private static final int MOST_IN_FLIGHT = 4096;
  private static final int BEFORE_BASELINE = 50;

  /** What began so long before may still have run. */
  private static final long BEFORE = TimeUnit.MILLISECONDS.toNanos(50);

  /** The old version is drained, stopped and unloaded meanwhile. */
  private static final long AFTER = TimeUnit.MILLISECONDS.toNanos(200);

  private static final Duration LONGEST_TO_FOLLOW = Duration.ofSeconds(20);
  private static final Duration TURN = Duration.ofMillis(20);

  /** What was swapped last is unloaded by then. */
  private static final Duration UNLOADED = Duration.ofSeconds(3);

  /**
   * By our clock, in nanoseconds.
   *
   * @param begin of its upload
   * @param end when it was answered
   * @param everywhere when every node had it
   */
  record Swap(int number, long begin, long end, long everywhere) {

    /**
     * Whether it was to begin while this went on, shortly before or shortly after. How long it took
     * says nothing there: of those that merely met a swap the slow ones are too many, as of the
     * buses that one meets.
     */
    boolean around(Load.Run run) {
      return run.due() >= begin - BEFORE && run.due() <= everywhere + AFTER;
    }

    double millis() {
      return Loaded.rounded((end - begin) / 1e6);
    }

    double everywhereMillis() {
      return Loaded.rounded((everywhere - begin) / 1e6);
    }
  }

  /** What a load with swaps in it came to. */
  record Outcome(List<Load.Run> runs, List<Swap> swaps, long failed) {

    /** Those that a swap may have slowed. */
    List<Load.Run> around() {
      return runs.stream().filter(run -> swaps.stream().anyMatch(s -> s.around(run))).toList();
    }
  }

  /**
   * What runs meanwhile.
   *
   * @param text of the workflow
   * @param fresh whether each upgrade is a jar that the server has never seen, else always the same
   */
  record Work(String workflow, String text, boolean fresh) {}

  private final Studio studio;
  private final SwappedJar jar;
  private final Work work;
  private final Pause pause;
  private final Consumer<String> lines;
  private final byte[] up;
  private final byte[] down;
  private int swapped;

  /**
   * @param lines takes each JSON line
   */
  Swaps(Studio studio, SwappedJar jar, Work work, Pause pause, Consumer<String> lines) {
    this.studio = studio;
    this.jar = jar;
    this.work = work;
    this.pause = pause;
    this.lines = lines;
    this.up = jar.version("1.1.0");
    this.down = jar.version("1.0.0");
  }

  /** Puts the plugin that is swapped in the place of the shipped one. */
  void begin() {
    studio.apply(work.workflow(), work.text());
    agreeing(Resource.of("plugins", jar.shipped(), "disable"), plugin -> studio.api().post(plugin));
    install(down);
  }

  /** And the shipped one back in its. */
  void end() {
    agreeing(Resource.of("plugins", jar.name()), plugin -> studio.api().delete(plugin));
    studio.api().post(Resource.of("plugins", jar.shipped(), "enable"));
  }

  /** That it is in use is known. */
  private static void agreeing(Resource plugin, Consumer<Resource> change) {
    try {
      change.accept(plugin);
    } catch (RefusedException e) {
      change.accept(plugin.with("token", token(e)));
    }
  }

  /** Of what the refusal asks to be agreed to. */
  private static String token(RefusedException refused) {
    for (String what : List.of("consent", "plan")) {
      String token = Json.text(refused.document().path(what), "token");
      if (!token.isEmpty()) {
        return token;
      }
    }
    throw refused;
  }

  private Swap swap() throws InterruptedException {
    swapped++;
    byte[] version = swapped % 2 == 0 ? down : upgrade();
    long begin = System.nanoTime();
    install(version);
    long end = System.nanoTime();
    long set = newest();
    while (!everywhere(set)) {
      if (System.nanoTime() - end > LONGEST_TO_FOLLOW.toNanos()) {
        throw new CommandFailedException(
            "Not every node followed to set %d of the plugins within %d s."
                .formatted(set, LONGEST_TO_FOLLOW.toSeconds()));
      }
      pause.of(TURN);
    }
    return new Swap(swapped, begin, end, System.nanoTime());
  }

  private byte[] upgrade() {
    return work.fresh() ? jar.version("1.1." + swapped) : up;
  }

  private long newest() {
    return Json.items(studio.api().get(Resource.of("plugin-sets").with("limit", 1)))
        .getFirst()
        .path("version")
        .asLong();
  }

  private boolean everywhere(long set) {
    return Json.items(studio.api().get(Resource.of("nodes", "plugins"))).stream()
        .allMatch(node -> node.at("/plugins/set").asLong() >= set);
  }

  /** Who measures agrees to whatever it wants. */
  private void install(byte[] version) {
    Resource plugins = Resource.of("plugins").with("name", jar.name() + ".jar");
    try {
      studio.api().post(plugins, JAR, version);
    } catch (RefusedException e) {
      studio.api().post(plugins.with("consent", token(e)), JAR, version);
    }
  }

  /**
   * Executions at an even rate, and a swap each {@code every} in the middle of them.
   *
   * @param count swaps; 0 for a quiet load of {@code quiet}
   */
  Outcome load(double rate, int count, Duration every, Duration quiet) throws InterruptedException {
    return load(
        rate,
        count,
        every,
        quiet,
        swap -> {
          Map<String, Object> figures = new LinkedHashMap<>();
          figures.put("number", swap.number());
          figures.put("millis", swap.millis());
          figures.put("everywhereMillis", swap.everywhereMillis());
          line("swap", figures);
        });
  }

  /** Both run some time before they are measured: a JVM compiles what it does often. */
  void warmUp(double rate, int count, Duration every) throws InterruptedException {
    load(rate, count, every, every, swap -> {});
  }

  private Outcome load(double rate, int count, Duration every, Duration quiet, Consumer<Swap> heard)
      throws InterruptedException {
    Duration time = count == 0 ? quiet : every.multipliedBy(count + 1L);
    Load.Plan plan =
        new Load.Plan(
            work.workflow(),
            Map.of("word", "swap"),
            (int) Math.ceil(rate * time.toMillis() / 1000),
            MOST_IN_FLIGHT,
            rate,
            time.plus(GRACE));
    List<Swap> swaps = new ArrayList<>();
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Loaded> load = thread.submit(() -> studio.load(plan));
      long begin = System.nanoTime();
      for (int i = 1; i <= count && !load.isDone(); i++) {
        pause.of(Duration.ofNanos(begin + i * every.toNanos() - System.nanoTime()));
        Swap swap = swap();
        swaps.add(swap);
        heard.accept(swap);
      }
      List<Load.Run> runs = load.get().runs();
      return new Outcome(runs, swaps, studio.failed(plan, runs));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof CommandFailedException failed
          ? failed
          : new CommandFailedException("The load broke: " + e.getCause(), e);
    }
  }

  /** How many steps of these needed more than one attempt. */
  long again(List<Load.Run> runs) {
    long count = 0;
    for (Load.Run run : runs) {
      for (JsonNode step : studio.api().get(Resource.of("executions", run.id())).path("steps")) {
        count += step.path("attempts").size() > 1 ? 1 : 0;
      }
    }
    return count;
  }

  /**
   * Swaps while nothing runs, and says what of it stays in the server.
   *
   * @return what it holds after some swaps, and after as many more as are asked for
   */
  List<Left> left(ServerJvm jvm, Machine machine, int count) throws InterruptedException {
    return List.of(held(jvm, machine, BEFORE_BASELINE), held(jvm, machine, count));
  }

  /**
   * What the server holds, and what it has used for each swap before that.
   *
   * @param used processor time of all of them, without the collections that were asked for
   */
  record Left(ServerJvm.Held held, Machine.Used used) {}

  private Left held(ServerJvm jvm, Machine machine, int count) throws InterruptedException {
    Machine.Used before = machine.used();
    for (int i = 0; i < count; i++) {
      swap();
    }
    Machine.Used used = machine.used().since(before);
    pause.of(UNLOADED);
    return new Left(jvm.heldAfterGc(), used);
  }

  void line(String bench, Map<String, Object> figures) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", bench);
    line.putAll(figures);
    lines.accept(Json.compact(line));
  }
}
