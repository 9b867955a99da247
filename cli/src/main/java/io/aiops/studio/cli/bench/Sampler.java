package io.aiops.studio.cli.bench;

import java.util.ArrayList;
import java.util.List;

/** Takes samples of a server under load; executions that end are told by the load's thread. */
final class Sampler implements AutoCloseable {

  private static final String DEPTH = "studio_queue_depth{";

  private final Studio studio;
  private final Machine machine;
  private final ServerJvm jvm;
  private final long begin = System.nanoTime();
  private Machine.Used before;
  private List<Load.Run> ended = new ArrayList<>();

  Sampler(Studio studio, Machine machine) {
    this.studio = studio;
    this.machine = machine;
    this.jvm = ServerJvm.attach(machine.server());
    this.before = machine.used();
  }

  synchronized void ended(Load.Run run) {
    ended.add(run);
  }

  private synchronized double[] take() {
    double[] millis = ended.stream().mapToDouble(run -> run.whole().toNanos() / 1e6).toArray();
    ended = new ArrayList<>();
    return millis;
  }

  /**
   * @param collect also make a full collection first; it stops the server for a moment
   */
  Sample sample(boolean collect) {
    Machine.Used now = machine.used();
    Machine.Used used = now.since(before);
    before = now;
    double[] millis = take();
    return new Sample(
        (System.nanoTime() - begin) / 1_000_000_000,
        millis,
        collect ? jvm.heapAfterGcMib() : null,
        jvm.threads(),
        machine.databaseConnections(),
        depth(studio.api().metrics()),
        Processes.openFiles(machine.server()),
        Processes.residentKib(machine.server()) / 1024,
        machine.databaseMib(),
        used.otherCores());
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
    jvm.close();
  }
}
