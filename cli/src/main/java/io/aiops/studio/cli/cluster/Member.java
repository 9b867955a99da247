package io.aiops.studio.cli.cluster;

import io.aiops.studio.cli.console.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A process of the cluster, known by the file with its number; it outlives the command that started
 * it.
 *
 * @param what what it is, for people
 * @param pidFile its first line is the process
 * @param launch how it is started; looked at only then
 * @param probe whether it does its work
 */
record Member(
    String name, String what, int port, Path pidFile, Supplier<Launch> launch, Probe probe) {

  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration DEATH = Duration.ofSeconds(30);

  /**
   * How a process is started.
   *
   * @param environment added to the command's own
   * @param itself whether it writes its process down by itself
   */
  record Launch(List<String> program, Map<String, String> environment, boolean itself) {
    Launch {
      program = List.copyOf(program);
      environment = Map.copyOf(environment);
    }
  }

  /** Asks a member whether it does its work. */
  @FunctionalInterface
  interface Probe {
    boolean ready();
  }

  Path folder() {
    Path folder = pidFile.getParent();
    return folder == null ? Path.of("") : folder;
  }

  Path log() {
    return folder().resolve("console.log");
  }

  /** Its process, if it runs. */
  Optional<ProcessHandle> process() {
    try {
      return Files.exists(pidFile)
          ? Files.readAllLines(pidFile).stream()
              .findFirst()
              .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
              .filter(ProcessHandle::isAlive)
              .filter(this::ours)
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      throw new CommandFailedException(
          pidFile + " does not name a process: " + e.getMessage() + ".", e);
    }
  }

  /** After a reboot the number may be somebody else's: ours was started before the file's time. */
  private boolean ours(ProcessHandle process) {
    try {
      long written = Files.getLastModifiedTime(pidFile).toMillis();
      return process
          .info()
          .startInstant()
          .map(start -> start.toEpochMilli() <= written + TimeUnit.SECONDS.toMillis(2))
          .orElse(true);
    } catch (IOException e) {
      throw new CommandFailedException(pidFile + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  boolean alive() {
    return process().isPresent();
  }

  /** Starts it and comes back at once. */
  Process start() {
    Launch how = launch.get();
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      // A session of its own: Ctrl-C in this terminal is not for it.
      command.add(SETSID.toString());
    }
    command.addAll(how.program());
    try {
      Files.createDirectories(folder());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
      builder.environment().putAll(how.environment());
      Process process = builder.start();
      process.getOutputStream().close();
      if (!how.itself()) {
        Files.writeString(pidFile, process.pid() + "\n");
      }
      return process;
    } catch (IOException e) {
      throw new CommandFailedException(name + " cannot be started: " + e.getMessage() + ".", e);
    }
  }

  /** As the operating system does it: no warning, no goodbye, and whatever it has started too. */
  void kill() {
    process()
        .ifPresent(process -> {
          List<ProcessHandle> all = new ArrayList<>(List.of(process));
          process.descendants().forEach(all::add);
          all.forEach(ProcessHandle::destroyForcibly);
          gone(all, DEATH);
        });
  }

  /** Stops it where it is, as a machine does that sleeps or swaps: SIGSTOP. */
  void freeze() {
    signal("-STOP");
  }

  /** Has it go on, not knowing that it was stopped. */
  void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    long pid =
        process().orElseThrow(() -> new CommandFailedException(name + " does not run.")).pid();
    try {
      Process kill = new ProcessBuilder("kill", signal, "" + pid).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new CommandFailedException(name + " (process " + pid + ") took no " + signal + ".");
      }
    } catch (IOException e) {
      throw new CommandFailedException("kill cannot be run: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("Interrupted while " + name + " was signalled.", e);
    }
  }

  /** Asks it to end, and ends it if it does not within the time. */
  void stop(Duration patience) {
    process()
        .ifPresent(process -> {
          process.destroy();
          if (!gone(List.of(process), patience)) {
            kill();
          }
        });
  }

  private static boolean gone(List<ProcessHandle> processes, Duration patience) {
    try {
      CompletableFuture.allOf(
              processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
          .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
          .join();
      return true;
    } catch (CompletionException e) {
      // The time is over; the caller says what follows.
      return false;
    }
  }
}
