package io.aiops.studio.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * While it is open, the database of a server refuses each event in which a text stands, and is well
 * otherwise: a command that brings it fails however often it is tried.
 */
final class RefusedEvents implements AutoCloseable {

  private final Connection connection;

  /**
   * @param text letters, digits and '-'
   */
  RefusedEvents(StudioServer server, String text) throws IOException, SQLException {
    connection = connect(server.data().resolve("database"));
    run(
        """
        alter table execution_event
        add constraint refused_by_the_test check (position('%s' in payload) = 0) not valid
        """
            .formatted(text));
  }

  private static Connection connect(Path folder) throws IOException, SQLException {
    String port = Files.readAllLines(folder.resolve("cluster/postmaster.pid")).get(3).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port + "/postgres",
        "postgres",
        Files.readString(folder.resolve("password")).strip());
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      run("alter table execution_event drop constraint refused_by_the_test");
    }
  }
}
