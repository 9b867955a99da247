package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server of its own on an empty data folder, started and stopped by {@code ./studio}. The folder
 * lies beside the studio's own data, on the disk that is measured, and is removed in the end; after
 * Ctrl-C too.
 */
final class FreshServer implements AutoCloseable {

  private static final int START_MINUTES = 5;
  private static final int STOP_MINUTES = 3;

  private final Path studio;
  private final Path data;
  private final Path log;
  private final int port;
  private final Thread hook = new Thread(this::stop);

  private FreshServer(Path home, Path data, int port) {
    this.studio = home.resolve("studio");
    this.data = data;
    this.log = data.resolveSibling(data.getFileName() + ".log");
    this.port = port;
  }

  /** Comes back when it is ready. */
  static FreshServer start(Path home) throws InterruptedException {
    if (!Files.isExecutable(home.resolve("studio"))) {
      throw CommandFailedException.misuse(
          "STUDIO_HOME is %s, where there is no ./studio to start a server with.".formatted(home));
    }
    try {
      Path work = Files.createDirectories(home.resolve(".studio"));
      FreshServer server =
          new FreshServer(home, Files.createTempDirectory(work, "bench-"), freePort());
      Runtime.getRuntime().addShutdownHook(server.hook);
      int code =
          server.studio(
              START_MINUTES,
              List.of(
                  "run",
                  "--background",
                  "--no-build",
                  "--data",
                  server.data.toString(),
                  "--port",
                  Integer.toString(server.port)));
      if (code != 0) {
        String said = Files.readString(server.log).strip();
        server.close();
        throw new CommandFailedException(
            "The server that was to be measured did not start: " + said);
      }
      return server;
    } catch (IOException e) {
      throw new CommandFailedException(
          "No server can be started from " + home + ": " + e.getMessage() + ".", e);
    }
  }

  URI url() {
    return URI.create("http://localhost:" + port);
  }

  Path data() {
    return data;
  }

  long pid() {
    try {
      return Long.parseLong(Files.readAllLines(data.resolve("server.pid")).getFirst().strip());
    } catch (IOException e) {
      throw new CommandFailedException("./studio run left no server.pid in " + data + ".", e);
    }
  }

  private int studio(int minutes, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(studio.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
      process.destroy();
      throw new CommandFailedException(
          "./studio %s did not come back within %d minutes."
              .formatted(arguments.getFirst(), minutes));
    }
    return process.exitValue();
  }

  private void stop() {
    try {
      studio(STOP_MINUTES, List.of("stop", "--data", data.toString()));
      remove(data);
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new CommandFailedException(
          "The measured server or its data in %s may still be there: %s."
              .formatted(data, e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("Interrupted; the server on " + data + " may run on.", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is going down: the hook stops the server.
      return;
    }
    stop();
  }
}
