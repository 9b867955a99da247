package io.aiops.studio.cli.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** How a cluster's PostgreSQL is started: set as the embedded one, but for what is shared here. */
final class Postgres {

  /** The host's own file; the build copies it. */
  private static final String FILE = "/db/postgresql.properties";

  private Postgres() {}

  /**
   * @param programs the folder with {@code postgres}
   * @param data what it keeps
   */
  static List<String> command(Path programs, Path data, int port) {
    List<String> command = new ArrayList<>(unprivileged());
    command.addAll(
        List.of(programs.resolve("postgres").toString(), "-D", data.toString(), "-p", "" + port));
    settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return command;
  }

  private static Map<String, String> settings() {
    Properties shared = new Properties();
    try (InputStream in = Postgres.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not on the class path");
      }
      shared.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
    Map<String, String> all = new TreeMap<>();
    shared.stringPropertyNames().forEach(name -> all.put(name, shared.getProperty(name)));
    all.put("listen_addresses", "127.0.0.1");
    all.put("unix_socket_directories", "");
    // Of up to nine nodes, 24 each at the most.
    all.put("max_connections", "250");
    return all;
  }

  /** PostgreSQL refuses to run as root; in a user namespace it is nobody in particular. */
  private static List<String> unprivileged() {
    return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
  }
}
