package io.aiops.studio.host.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL of the studio's own, kept under the data folder and stopped with it. */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String USER = "postgres";

  private final EmbeddedPostgres postgres;
  private final String password;

  private EmbeddedDatabase(EmbeddedPostgres postgres, String password) {
    this.postgres = postgres;
    this.password = password;
  }

  /**
   * Starts it; creates the cluster in {@code folder} the first time.
   *
   * @param program where the program is, or is unpacked to
   */
  public static EmbeddedDatabase start(Path folder, Path program) {
    try {
      Files.createDirectories(folder);
      Path passwordFile = folder.resolve("password");
      String password = password(passwordFile);
      Path cluster = folder.resolve("cluster");
      stopLeftOver(cluster);
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(cluster)
              .setOverrideWorkingDirectory(program.toFile())
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPGStartupWait(Duration.ofMinutes(2))
              .setLocaleConfig("pwfile", passwordFile.toString())
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("locale-provider", "builtin")
              .setLocaleConfig("builtin-locale", "C.UTF-8")
              .setConnectConfig("password", password)
              .setDataDirectoryCustomizer(EmbeddedDatabase::requirePassword);
      PostgresSettings.all().forEach(builder::setServerConfig);
      return new EmbeddedDatabase(builder.start(), password);
    } catch (IOException e) {
      throw new UncheckedIOException("The embedded PostgreSQL in " + folder + " did not start", e);
    }
  }

  public String url(String database) {
    return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database;
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The embedded PostgreSQL did not stop", e);
    }
  }

  private static String password(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(random));
    }
    return Files.readString(file).strip();
  }

  /** Other users of the machine reach the port too; initdb's default trusts them all. */
  private static void requirePassword(java.io.File cluster) {
    try {
      Files.writeString(
          cluster.toPath().resolve("pg_hba.conf"),
          """
          local all all scram-sha-256
          host all all 127.0.0.1/32 scram-sha-256
          host all all ::1/128 scram-sha-256
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A studio that was killed leaves its database running: end it, the new one needs the files. */
  private static void stopLeftOver(Path cluster) throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    ProcessHandle left =
        lines.isEmpty()
            ? null
            : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(p -> p.info().command().orElse("").endsWith("postgres"))
                .orElse(null);
    if (left == null) {
      return;
    }
    LOG.info(
        "Stopping the PostgreSQL (process {}) that an earlier studio left running", left.pid());
    left.destroy();
    try {
      left.onExit().get(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.warn("It did not stop within 20 s and is killed; it recovers from its log");
      left.descendants().forEach(ProcessHandle::destroyForcibly);
      left.destroyForcibly();
      left.onExit().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while stopping the PostgreSQL left running", e);
    } catch (ExecutionException e) {
      throw new IOException("Could not wait for the PostgreSQL left running", e);
    }
  }
}
