package io.aiops.studio.cli.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server's processes on this machine.
 *
 * @param server the JVM, with an embedded broker in it
 * @param data its data folder, where an embedded database works
 */
record Machine(long server, Optional<Path> data) {

  /**
   * Processor time used so far, in milliseconds, and when.
   *
   * @param client by this program
   * @param all by everything on the machine
   */
  record Used(long nanos, long server, long database, long client, long all) {
    static final Used NONE = new Used(0, 0, 0, 0, 0);

    Used since(Used before) {
      return new Used(
          nanos - before.nanos,
          server - before.server,
          database - before.database,
          client - before.client,
          all - before.all);
    }

    /** Processors that were busy with what has nothing to do with the measurement. */
    double otherCores() {
      return Math.max(0, (all - server - database - client) * 1e6 / nanos);
    }
  }

  List<Long> database() {
    return data.map(folder -> Processes.in(folder.toAbsolutePath(), "postgres")).orElse(List.of());
  }

  Used used() {
    return new Used(
        System.nanoTime(),
        Processes.cpuMillis(server),
        database().stream().mapToLong(Processes::cpuMillis).sum(),
        Processes.cpuMillis(ProcessHandle.current().pid()),
        Processes.machineMillis());
  }

  /** Resident set of the server; of PostgreSQL's processes, which share a buffer pool, the PSS. */
  Map<String, Object> memory() {
    long rss = Processes.residentKib(server) / 1024;
    long pss = database().stream().mapToLong(Processes::proportionalKib).sum() / 1024;
    return Map.of("serverRssMiB", rss, "databasePssMiB", pss, "memoryMiB", rss + pss);
  }
}
