package io.aiops.studio.server.inside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The studio's own PostgreSQL, reached past the studio: to take it away and to bring it back. */
final class OwnDatabase {

  private final String url;
  private final String password;

  OwnDatabase(Path data) {
    try {
      Path folder = data.resolve("database");
      this.password = Files.readString(folder.resolve("password")).strip();
      String port = Files.readAllLines(folder.resolve("cluster/postmaster.pid")).get(3).strip();
      // Not the database that the studio uses: this one stays open.
      this.url = "jdbc:postgresql://localhost:" + port + "/template1";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends every connection of the studio, whatever it is at. Says how many there were. */
  int dropConnections() {
    return number(
        """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where datname = 'postgres' and application_name = 'studio'
        """);
  }

  /** No connection is left and no new one is made. */
  void away() {
    change("alter database postgres with allow_connections false");
    dropConnections();
  }

  void back() {
    change("alter database postgres with allow_connections true");
  }

  private int number(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }

  private void change(String statement) {
    try (Connection connection = connect();
        Statement change = connection.createStatement()) {
      change.execute(statement);
    } catch (SQLException e) {
      throw new AssertionError(statement, e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "postgres", password);
  }
}
