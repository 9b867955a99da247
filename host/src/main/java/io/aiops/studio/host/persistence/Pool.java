package io.aiops.studio.host.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.aiops.studio.host.problem.Patience;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Connections that give up on a silent server: soon, if somebody waits for the answer; after the
 * driver's own time, if it is work that nobody waits for.
 */
final class Pool extends HikariDataSource {

  /**
   * How long one reading from the server may be silent. Hikari puts the driver's own time back when
   * the connection is returned.
   */
  private static final int SILENCE_MILLIS = 4_000;

  Pool(HikariConfig config) {
    super(config);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    if (Patience.isShort()) {
      try {
        connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    }
    return connection;
  }
}
