package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What Linux tells of processes in {@code /proc} (proc(5)); one that has just ended has nothing.
 */
final class Processes {

  private static final Path PROC = Path.of("/proc");

  /** USER_HZ, which is 100 on every Linux this runs on. */
  private static final long MILLIS_PER_TICK = 10;

  private Processes() {}

  /** False on a system without {@code /proc}, where nothing below can be asked. */
  static boolean known() {
    return Files.isReadable(PROC.resolve("self/stat"));
  }

  /** Processor time it and its ended children have used, in milliseconds. */
  static long cpuMillis(long pid) {
    return text(pid, "stat")
            .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" ", 16))
            .map(fields ->
                LongStream.rangeClosed(11, 14).map(i -> Long.parseLong(fields[(int) i])).sum())
            .orElse(0L)
        * MILLIS_PER_TICK;
  }

  /** Processor time everything on the machine has used, in milliseconds. */
  static long machineMillis() {
    // user, nice, system, irq, softirq: without idle, iowait and what a host steals.
    return machineMillis(1, 2, 3, 6, 7);
  }

  /** What a virtual machine's host gave to others while something here wanted to run. */
  static long stolenMillis() {
    return machineMillis(8);
  }

  private static long machineMillis(int... columns) {
    try (var lines = Files.lines(PROC.resolve("stat"))) {
      String[] fields = lines.findFirst().orElseThrow().strip().split("\\s+");
      return IntStream.of(columns).mapToLong(i -> Long.parseLong(fields[i])).sum()
          * MILLIS_PER_TICK;
    } catch (IOException e) {
      throw new CommandFailedException("/proc/stat cannot be read: " + e.getMessage(), e);
    }
  }

  /** Resident memory in KiB, shared pages too. */
  static long residentKib(long pid) {
    return kib(pid, "status", "VmRSS:");
  }

  /** Its share of the memory it is resident in, in KiB: pages that n processes share count 1/n. */
  static long proportionalKib(long pid) {
    return kib(pid, "smaps_rollup", "Pss:");
  }

  private static long kib(long pid, String file, String name) {
    return text(pid, file).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  /** Processes of that program whose working directory lies in {@code folder}. */
  static List<Long> in(Path folder, String program) {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : all) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (text(pid, "comm").filter(name -> name.strip().equals(program)).isPresent()
            && worksIn(process, folder)) {
          found.add(pid);
        }
      }
    } catch (IOException e) {
      throw new CommandFailedException("/proc cannot be listed: " + e.getMessage(), e);
    }
    return found;
  }

  private static boolean worksIn(Path process, Path folder) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).startsWith(folder);
    } catch (IOException e) {
      // Ended, or somebody else's.
      return false;
    }
  }

  /** Files and sockets it has open. */
  static int openFiles(long pid) {
    try (Stream<Path> open = Files.list(PROC.resolve(Long.toString(pid)).resolve("fd"))) {
      return (int) open.count();
    } catch (IOException e) {
      // Ended, or somebody else's.
      return 0;
    }
  }

  /** The command line; of PostgreSQL's processes what they do. */
  static String title(long pid) {
    return text(pid, "cmdline").map(line -> line.replace('\0', ' ').strip()).orElse("");
  }

  private static Optional<String> text(long pid, String file) {
    try {
      return Optional.of(
          Files.readString(
              PROC.resolve(Long.toString(pid)).resolve(file), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // It has ended, perhaps between opening and reading; or it is somebody else's.
      return Optional.empty();
    }
  }
}
