package io.aiops.studio.cli.cluster;

import io.aiops.studio.cli.console.CommandFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Says how each process of a cluster is started. */
final class Members {

  private static final String PROCESS = "io.aiops.studio.cli.cluster.process.";
  private static final String PASSWORD = "password";
  private static final int KEY_BYTES = 32;

  private final Path home;
  private final Layout layout;

  /**
   * @param home the folder {@code ./studio} lies in
   */
  Members(Path home, Layout layout) {
    this.home = home;
    this.layout = layout;
  }

  /** In the order in which they are started. */
  List<Member> all() {
    List<Member> all = new ArrayList<>();
    all.add(database());
    all.add(broker(Layout.BROKER, "primary", Layout.BACKUP));
    all.add(broker(Layout.BACKUP, "backup", Layout.BROKER));
    layout.nodes().forEach(node -> all.add(node(node)));
    all.add(proxy());
    return all;
  }

  private Member database() {
    int port = layout.portOf(Layout.DATABASE);
    return new Member(
        Layout.DATABASE,
        "PostgreSQL, fsync on",
        port,
        layout.folderOf(Layout.DATABASE).resolve("pid"),
        () ->
            own(
                Postgres.command(
                    programs(), layout.folderOf(Layout.DATABASE).resolve("cluster"), port)),
        () -> Probes.postgres(port));
  }

  private static Member.Launch own(List<String> program) {
    return new Member.Launch(program, Map.of(), false);
  }

  /** Where PostgreSQL was unpacked; makes the database the first time. */
  private Path programs() {
    Path folder = layout.folderOf(Layout.DATABASE);
    Path known = folder.resolve("program.path");
    try {
      if (!Files.exists(known)) {
        Files.createDirectories(folder);
        secret(folder.resolve(PASSWORD), HexFormat.of().formatHex(random()));
        // Begun and not ended: nothing was ever kept in it.
        Folders.remove(folder.resolve("program"));
        Folders.remove(folder.resolve("cluster"));
        make(folder);
      }
      return Path.of(Files.readString(known).strip());
    } catch (IOException e) {
      throw new CommandFailedException(
          "The database in " + folder + " cannot be made: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("Interrupted while the database was made.", e);
    }
  }

  private void make(Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("setup.log");
    int code =
        new ProcessBuilder(java("DatabaseSetup", 256, folder.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (code != 0) {
      throw new CommandFailedException("PostgreSQL was not set up; " + log + " tells why.");
    }
  }

  private Member broker(String name, String part, String other) {
    Path folder = layout.folderOf(name);
    int port = layout.portOf(name);
    return new Member(
        name,
        "Artemis, one of a pair over one journal",
        port,
        folder.resolve("pid"),
        () ->
            own(
                java(
                    "BrokerMain",
                    192,
                    part,
                    "" + port,
                    "" + layout.portOf(other),
                    layout.folderOf("journal").toString(),
                    layout.folderOf(Layout.DATABASE).resolve(PASSWORD).toString())),
        () -> Probes.listens(port));
  }

  private Member node(String name) {
    Path data = layout.folderOf(name);
    int port = layout.portOf(name);
    return new Member(
        name,
        "node, " + (layout.rolesOf(name).isEmpty() ? "all roles" : layout.rolesOf(name)),
        port,
        data.resolve("server.pid"),
        () -> new Member.Launch(studio(data, port), environment(name), true),
        () -> Probes.http(port, "/health/ready"));
  }

  private List<String> studio(Path data, int port) {
    return List.of(
        home.resolve("studio").toString(),
        "run",
        "--no-build",
        "--background",
        "--data",
        data.toString(),
        "--port",
        "" + port);
  }

  private Map<String, String> environment(String node) {
    Map<String, String> all = new HashMap<>();
    String password = read(layout.folderOf(Layout.DATABASE).resolve(PASSWORD));
    all.put("STUDIO_NODE", node);
    all.put("STUDIO_ROLES", layout.rolesOf(node));
    all.put("STUDIO_SHARED", layout.folderOf("shared").toString());
    all.put(
        "STUDIO_DATABASE_URL",
        "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(layout.portOf(Layout.DATABASE)));
    all.put("STUDIO_DATABASE_USER", "postgres");
    all.put("STUDIO_DATABASE_PASSWORD", password);
    all.put(
        "STUDIO_BROKER_URL",
        "(tcp://127.0.0.1:%d,tcp://127.0.0.1:%d)?ha=true"
            .formatted(layout.portOf(Layout.BROKER), layout.portOf(Layout.BACKUP)));
    all.put("STUDIO_BROKER_USER", "studio");
    all.put("STUDIO_BROKER_PASSWORD", password);
    all.put(
        "STUDIO_MASTER_KEY",
        secret(
            layout.folder().resolve("master.key"), Base64.getEncoder().encodeToString(random())));
    all.put("JDK_JAVA_OPTIONS", "-Xmx" + layout.heapMegabytes() + "m");
    return all;
  }

  private Member proxy() {
    int port = layout.portOf(Layout.PROXY);
    List<String> arguments = new ArrayList<>(List.of("" + port));
    layout.web().forEach(node -> arguments.add(node + "=" + layout.portOf(node)));
    return new Member(
        Layout.PROXY,
        "hands requests to the nodes in turn",
        port,
        layout.folderOf(Layout.PROXY).resolve("pid"),
        () -> own(java("ProxyMain", 64, arguments.toArray(String[]::new))),
        () -> Probes.listens(port));
  }

  private List<String> java(String main, int megabytes, String... arguments) {
    Path install = home.resolve("server-config/target/studio");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + megabytes + "m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                install.resolve("cli")
                    + "/*"
                    + File.pathSeparator
                    + install.resolve("usr/servers/studio/lib")
                    + "/*",
                PROCESS + main));
    command.addAll(List.of(arguments));
    return command;
  }

  private static byte[] random() {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    return random;
  }

  /** What the file holds; made the first time, for its owner only. */
  private static String secret(Path file, String fresh) {
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, fresh);
      }
      return read(file);
    } catch (IOException e) {
      throw new CommandFailedException(file + " cannot be made: " + e.getMessage() + ".", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandFailedException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }
}
