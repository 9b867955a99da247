package io.aiops.studio.cli.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes samples of a server under load. Executions that end are told by the load's thread, and the
 * heap is measured on it, while nothing runs.
 */
final class Sampler implements AutoCloseable {

  private static final String DEPTH = "studio_queue_depth{";

  /**
   * What the load's thread told since the sample before.
   *
   * @param forcedMillis how long the collections took that we asked for
   */
  private record Told(List<Load.Run> ended, @Nullable Double heapAfterGc, long forcedMillis) {
    static Told nothing() {
      return new Told(new ArrayList<>(), null, 0);
    }

    double[] millis() {
      return ended.stream().mapToDouble(run -> run.whole().toNanos() / 1e6).toArray();
    }

    /** When we heard of the end of the one that took longest. */
    @Nullable Instant slowestAt(Instant now, long nanos) {
      return ended.stream()
          .max(Comparator.comparing(Load.Run::whole))
          .map(run -> now.minusNanos(nanos - run.ended()))
          .orElse(null);
    }
  }

  private final Studio studio;
  private final Machine machine;
  private final ServerJvm jvm;
  private final Yardstick yardstick = new Yardstick();
  private final Stall stall = Stall.watched();
  private final long begin = System.nanoTime();

  /** Held while collections are made or counted, so that none is in one and not in the other. */
  private final Object collections = new Object();

  private Machine.Used before;
  private long collectingBefore;
  private Told told = Told.nothing();

  Sampler(Studio studio, Machine machine) {
    this.studio = studio;
    this.machine = machine;
    this.jvm = ServerJvm.attach(machine.server());
    this.before = machine.used();
    this.collectingBefore = jvm.collectingMillis();
  }

  synchronized void ended(Load.Run run) {
    told.ended().add(run);
  }

  /** Measures the heap after a full collection, for the next sample; it stops the server. */
  void collect() {
    synchronized (collections) {
      long from = jvm.collectingMillis();
      double heap = jvm.heapAfterGcMib();
      collected(heap, jvm.collectingMillis() - from);
    }
  }

  private synchronized void collected(double heap, long millis) {
    told = new Told(told.ended(), heap, told.forcedMillis() + millis);
  }

  private synchronized Told take() {
    Told taken = told;
    told = Told.nothing();
    return taken;
  }

  Sample sample() {
    Machine.Used now = machine.used();
    Machine.Used used = now.since(before);
    before = now;
    long collecting;
    Told taken;
    synchronized (collections) {
      collecting = jvm.collectingMillis();
      taken = take();
    }
    long own = collecting - collectingBefore - taken.forcedMillis();
    collectingBefore = collecting;
    Instant at = Instant.now();
    long nanos = System.nanoTime();
    return new Sample(
        at,
        (nanos - begin) / 1_000_000_000,
        taken.millis(),
        taken.slowestAt(at, nanos),
        taken.heapAfterGc(),
        own,
        jvm.threads(),
        machine.databaseConnections(),
        depth(studio.api().metrics()),
        Processes.openFiles(machine.server()),
        Processes.residentKib(machine.server()) / 1024,
        machine.databaseMib(),
        used,
        stall.longest(),
        yardstick.millis());
  }

  /** Dead letters wait for a person, not for a worker: they are not counted. */
  static double depth(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(DEPTH) && !line.contains("\"dead\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() {
    stall.close();
    jvm.close();
  }
}
