package io.aiops.studio.host.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL for tests: one server per JVM, one empty migrated database per call. They are
 * migrated once and then copied; there are a hundred of them and more.
 *
 * <pre>{@code
 * private static final Database DATABASE = TestDatabase.create();
 * }</pre>
 */
public final class TestDatabase {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  private static final class Server {
    static final EmbeddedDatabase INSTANCE = start();

    private static EmbeddedDatabase start() {
      try {
        Path folder = Files.createTempDirectory("studio-test-database");
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, folder.resolve("program"));
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(() -> {
                  stop(folder);
                  delete(folder);
                }));
        return database;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** At once: a checkpoint of some hundred databases takes long, and nobody reads them again. */
    private static void stop(Path folder) {
      try {
        String pid =
            Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst().strip();
        ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        new ProcessBuilder("kill", "-QUIT", pid).inheritIO().start().waitFor();
        server.onExit().join();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static void delete(Path folder) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What {@link #create()} copies. Nobody may be connected to it then. */
  private static final class Migrated {
    static final String NAME = migrate();

    private static String migrate() {
      String url = createUrl();
      Database.open(url, user(), password()).close();
      return url.substring(url.lastIndexOf('/') + 1);
    }
  }

  /** An empty database with the studio's tables. Close it or leave it to the end of the JVM. */
  public static Database create() {
    return Database.open(copy(Migrated.NAME), user(), password());
  }

  /** The JDBC address of an empty database without any tables. */
  public static String createUrl() {
    return copy("template1");
  }

  private static String copy(String from) {
    String name = "test_" + COUNT.incrementAndGet();
    try (Connection connection =
            DriverManager.getConnection(
                Server.INSTANCE.url("postgres"),
                Server.INSTANCE.user(),
                Server.INSTANCE.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name + " template " + from);
    } catch (SQLException e) {
      throw new IllegalStateException("No test database", e);
    }
    return Server.INSTANCE.url(name);
  }

  public static String user() {
    return Server.INSTANCE.user();
  }

  public static String password() {
    return Server.INSTANCE.password();
  }
}
