package io.aiops.studio.cli.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server's processes on this machine.
 *
 * @param server the JVM, with an embedded broker in it
 * @param data its data folder, where an embedded database works
 */
record Machine(long server, Optional<Path> data) {

  private static final Pattern CLIENT = Pattern.compile("\\(\\d+\\)|\\[local]");

  /**
   * Processor time used so far, in milliseconds, and when.
   *
   * @param client by this program
   * @param all by everything on the machine
   * @param stolen what a host gave to others while something here wanted to run
   */
  record Used(long nanos, long server, long database, long client, long all, long stolen) {
    static final Used NONE = new Used(0, 0, 0, 0, 0, 0);

    Used since(Used before) {
      return new Used(
          nanos - before.nanos,
          server - before.server,
          database - before.database,
          client - before.client,
          all - before.all,
          stolen - before.stolen);
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
        Processes.machineMillis(),
        Processes.stolenMillis());
  }

  /** Proportional set of the database's processes, which share a buffer pool. */
  long databaseMib() {
    return database().stream().mapToLong(Processes::proportionalKib).sum() / 1024;
  }

  /** PostgreSQL names the process behind a connection by where it comes from. */
  int databaseConnections() {
    return (int)
        database().stream().filter(pid -> CLIENT.matcher(Processes.title(pid)).find()).count();
  }

  /** Resident set of the server, and what the database holds. */
  Map<String, Object> memory() {
    long rss = Processes.residentKib(server) / 1024;
    long pss = databaseMib();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("serverRssMiB", rss);
    line.put("databasePssMiB", pss);
    line.put("memoryMiB", rss + pss);
    return line;
  }
}
