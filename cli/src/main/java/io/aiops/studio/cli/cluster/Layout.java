package io.aiops.studio.cli.cluster;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Where everything of a cluster is: its folder, and its ports counted from the proxy's.
 *
 * @param port the proxy's; {@code node-1} has the next, and so on
 * @param roles of each node, as {@code STUDIO_ROLES} has them
 * @param heapMegabytes of each node
 */
record Layout(Path folder, int port, List<String> roles, int heapMegabytes) {

  static final int MOST_NODES = 9;
  static final String PROXY = "proxy";
  static final String BROKER = "broker";
  static final String BACKUP = "broker-backup";
  static final String DATABASE = "database";

  private static final String FILE = "cluster.json";
  private static final int BROKER_PORT = 11;
  private static final int BACKUP_PORT = 12;
  private static final int DATABASE_PORT = 13;

  Layout {
    roles = List.copyOf(roles);
  }

  static String node(int number) {
    return "node-" + number;
  }

  List<String> nodes() {
    return IntStream.rangeClosed(1, roles.size()).mapToObj(Layout::node).toList();
  }

  int portOf(String member) {
    return switch (member) {
      case PROXY -> port;
      case BROKER -> port + BROKER_PORT;
      case BACKUP -> port + BACKUP_PORT;
      case DATABASE -> port + DATABASE_PORT;
      default -> port + Integer.parseInt(member.substring(member.indexOf('-') + 1));
    };
  }

  /** The highest of all ports. */
  static int lastPort(int port) {
    return port + DATABASE_PORT;
  }

  /** Those that answer people and programs. */
  List<String> web() {
    return nodes().stream()
        .filter(node -> {
          String roles = rolesOf(node);
          return roles.isEmpty() || roles.contains("web");
        })
        .toList();
  }

  /** Empty for all. */
  String rolesOf(String node) {
    return roles.get(Integer.parseInt(node.substring(node.indexOf('-') + 1)) - 1);
  }

  Path folderOf(String member) {
    return folder.resolve(member);
  }

  String url() {
    return "http://localhost:" + port;
  }

  void save() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("port", port);
    document.put("roles", roles);
    document.put("heapMegabytes", heapMegabytes);
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(FILE), Json.pretty(document) + "\n");
    } catch (IOException e) {
      throw new CommandFailedException(
          "The cluster's folder " + folder + " cannot be written: " + e.getMessage() + ".", e);
    }
  }

  /** That of the cluster in the folder; empty if there never was one. */
  static Optional<Layout> read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode document = Json.mapper().readTree(Files.readString(file));
      List<String> roles = new ArrayList<>();
      document.path("roles").forEach(one -> roles.add(one.asString()));
      return Optional.of(
          new Layout(
              folder,
              document.path("port").asInt(),
              roles,
              document.path("heapMegabytes").asInt()));
    } catch (IOException | JacksonException e) {
      throw new CommandFailedException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }
}
