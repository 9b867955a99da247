package io.aiops.studio.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A server of a test's own: a fresh data folder, a free port, driven by {@code ./studio}. */
public final class StudioServer implements AutoCloseable {

  private static final Path CHECKOUT =
      Path.of(System.getProperty("studio.checkout")).toAbsolutePath().normalize();
  private static final Path WORK = Path.of(System.getProperty("studio.work"));
  private static final Duration LONGEST = Duration.ofMinutes(4);
  private static final System.Logger LOG = System.getLogger(StudioServer.class.getName());
  private static final int FIRST_PORT = 12_000;
  private static final int LAST_PORT = 32_000;

  private final Path data;
  private final int port;
  private final Map<String, String> environment;

  /**
   * How a command ended.
   *
   * @param printed its result, on standard output
   * @param said what it told the person, on standard error
   */
  public record Ended(int code, String printed, String said) {
    public String output() {
      return said + printed;
    }
  }

  private StudioServer(Path data, int port, Map<String, String> environment) {
    this.data = data;
    this.port = port;
    this.environment = environment;
  }

  /** Starts one. */
  public static StudioServer start(String name) {
    return start(name, Map.of());
  }

  static StudioServer start(String name, Map<String, String> environment) {
    StudioServer server = prepare(name, environment);
    server.up();
    return server;
  }

  /** A data folder and a port; nothing runs yet. */
  static StudioServer prepare(String name, Map<String, String> environment) {
    try {
      Files.createDirectories(WORK);
      Path data = Files.createTempDirectory(WORK, name).toAbsolutePath();
      return new StudioServer(data, freePort(), new HashMap<>(environment));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * None of those that the system gives to connections: somebody's would have it by the time that
   * the server is up, or is up again.
   */
  static int freePort() {
    for (int i = 0; i < 100; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try {
        new ServerSocket(port).close();
        return port;
      } catch (IOException taken) {
        LOG.log(System.Logger.Level.DEBUG, "Another port than " + port, taken);
      }
    }
    throw new IllegalStateException("No port is free from " + FIRST_PORT + " to " + LAST_PORT);
  }

  /** Starts it, again after {@link #kill()} or {@link #stop()}. */
  Ended up() {
    Ended ended = runs("run", "--no-build", "--background", "--port", "" + port);
    if (ended.code() != 0) {
      throw new AssertionError("The server did not start: " + ended.output() + log());
    }
    return ended;
  }

  /** As the operating system does it: no warning, no goodbye. */
  void kill() {
    ProcessHandle process =
        ProcessHandle.of(pid()).orElseThrow(() -> new AssertionError("the server is gone"));
    process.destroyForcibly();
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }

  long pid() {
    return Long.parseLong(lines("server.pid").getFirst());
  }

  /**
   * Writes down what each thread is at.
   *
   * @return the threads that are in a page, or wait for a lock, in one line
   */
  public String threads(Path file) {
    try {
      Files.deleteIfExists(file);
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  "" + pid(),
                  "Thread.dump_to_file",
                  file.toAbsolutePath().toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!jcmd.waitFor(30, TimeUnit.SECONDS) || !Files.exists(file)) {
        jcmd.destroyForcibly();
        return "it does not say what it is at";
      }
      List<String> found = new ArrayList<>();
      for (String thread : Files.readString(file).split("\\R\\s*\\R")) {
        List<String> lines = thread.lines().map(String::strip).toList();
        List<String> ours = lines.stream().filter(line -> line.contains("io.aiops.")).toList();
        boolean page =
            lines.stream()
                .anyMatch(line -> line.contains(".studio.ui.") || line.contains(".lockSession("));
        if (page || lines.getFirst().contains(" BLOCKED")) {
          found.add(lines.stream().limit(3).toList() + " … " + ours.stream().limit(3).toList());
        }
      }
      return found.isEmpty() ? "no thread is in a page or waits for a lock" : found.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  Ended stop() {
    return runs("stop");
  }

  /** A {@code ./studio} command against this server's data. */
  public Ended runs(String... arguments) {
    return runs(LONGEST, arguments);
  }

  Ended runs(Duration atMost, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(CHECKOUT.resolve("studio").toString());
    command.addAll(List.of(arguments));
    try {
      // To files: a server in the background must not hold a pipe that somebody waits for.
      Path printed = Files.createTempFile(WORK, "printed", ".txt");
      Path said = Files.createTempFile(WORK, "said", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(data.toFile())
              .redirectOutput(printed.toFile())
              .redirectError(said.toFile());
      builder.environment().put("STUDIO_DATA", data.toString());
      builder.environment().put("STUDIO_PORT", "" + port);
      builder
          .environment()
          .merge("MAVEN_OPTS", OwnRepository.option(), (given, ours) -> given + " " + ours);
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroy();
        throw new AssertionError(
            command + " did not end within " + atMost + ": " + Files.readString(said));
      }
      return new Ended(process.exitValue(), Files.readString(printed), Files.readString(said));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  Path data() {
    return data;
  }

  static Path checkout() {
    return CHECKOUT;
  }

  int port() {
    return port;
  }

  public String url() {
    return "http://localhost:" + port;
  }

  /** The administrator's, by the token that the command line uses. */
  public Api api() {
    return new Api(url(), lines("cli-token").getFirst());
  }

  public String firstPassword() {
    return lines("first-sign-in.txt").getLast().replaceFirst("password: ", "");
  }

  String log() {
    try {
      Path log = data.resolve("logs/console.log");
      return Files.exists(log) ? Files.readString(log) : "(no log)";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(data.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
