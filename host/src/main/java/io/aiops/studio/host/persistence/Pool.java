package io.aiops.studio.host.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.aiops.studio.host.problem.Patience;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Connections that give up on a silent server: soon, if somebody waits for the answer; after the
 * driver's own time, if it is work that nobody waits for.
 */
final class Pool extends HikariDataSource {

  /**
   * How long a connection and the first reading from it are waited for together. Hikari puts the
   * driver's own time back when the connection is returned.
   */
  private static final long SILENCE_MILLIS = 4_500;

  private static final long LEAST_MILLIS = 1_000;

  Pool(HikariConfig config) {
    super(config);
  }

  @Override
  public Connection getConnection() throws SQLException {
    long begin = System.nanoTime();
    Connection connection = super.getConnection();
    if (Patience.isShort()) {
      long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      try {
        connection.setNetworkTimeout(
            Runnable::run, (int) Math.max(LEAST_MILLIS, SILENCE_MILLIS - waited));
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    }
    return connection;
  }
}
