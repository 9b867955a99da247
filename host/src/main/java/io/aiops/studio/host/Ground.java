package io.aiops.studio.host;

import io.aiops.studio.host.connection.Secrets;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.node.NodeRole;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.EmbeddedDatabase;
import io.aiops.studio.host.persistence.JdbiAuditLog;
import io.aiops.studio.host.persistence.JdbiKeyWitness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What all rooms stand on: the data folder, the database and the broker, which are of this process
 * or elsewhere, and what needs no more than these.
 */
record Ground(
    StudioConfig config,
    Clock clock,
    Parts parts,
    DataFolder folder,
    Database database,
    ArtemisTaskQueue queue,
    Secrets secrets,
    JdbiAuditLog audit) {

  static Ground lay(StudioConfig config, Clock clock, Parts parts) {
    DataFolder folder = parts.keep(DataFolder.take(config.data()));
    Path data = folder.path();
    Database database = parts.keep(database(config, data, parts));
    ArtemisTaskQueue queue = parts.keep(queue(config, data, clock, parts));
    Secrets secrets =
        Secrets.withKey(config.environment().get("STUDIO_MASTER_KEY"), data.resolve("master.key"));
    secrets.agree(new JdbiKeyWitness(database));
    return new Ground(
        config, clock, parts, folder, database, queue, secrets, new JdbiAuditLog(database, clock));
  }

  <T extends AutoCloseable> T keep(T part) {
    return parts.keep(part);
  }

  boolean is(NodeRole role) {
    return config.roles().contains(role);
  }

  private static Database database(StudioConfig config, Path data, Parts parts) {
    String url = config.databaseUrl();
    if (url != null) {
      return Arrival.within(
          config.patience(),
          () -> Database.open(url, config.databaseUser(), config.databasePassword()));
    }
    Path folder = data.resolve("database");
    Path program = config.postgres() != null ? config.postgres() : folder.resolve("program");
    EmbeddedDatabase embedded = parts.keep(EmbeddedDatabase.start(folder, program));
    return Database.open(embedded.url("postgres"), embedded.user(), embedded.password());
  }

  private static ArtemisTaskQueue queue(StudioConfig config, Path data, Clock clock, Parts parts) {
    String url = config.brokerUrl();
    if (url == null) {
      return new ArtemisTaskQueue(
          parts.keep(EmbeddedBroker.start(folder(data.resolve("broker")))), clock);
    }
    return Arrival.within(
        config.patience(),
        () -> new ArtemisTaskQueue(url, config.brokerUser(), config.brokerPassword(), clock));
  }

  /** Makes it if it is not there. */
  static Path folder(Path path) {
    try {
      return java.nio.file.Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + path + " cannot be made", e);
    }
  }
}
