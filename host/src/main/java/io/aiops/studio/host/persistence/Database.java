package io.aiops.studio.host.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.aiops.studio.host.problem.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** The studio's PostgreSQL: a bounded pool, migrated to the version this code needs. */
public final class Database implements AutoCloseable {

  private static final int POOL_SIZE = 24;
  private static final long CONNECT_MILLIS = 4_000;

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  /** Connects and migrates. */
  public static Database open(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("studio");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(POOL_SIZE);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "studio");
    config.addDataSourceProperty("socketTimeout", "60");
    HikariDataSource pool = new HikariDataSource(config);
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(pool)
          .locations("classpath:db/migration")
          .failOnMissingLocations(true)
          .load()
          .migrate();
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
    return new Database(pool);
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  public DataSource dataSource() {
    return pool;
  }

  /**
   * Asks the database for a sign of life.
   *
   * @throws UnavailableException if it gives none within two seconds
   */
  public void ping() {
    try (Connection connection = pool.getConnection()) {
      if (!connection.isValid(2)) {
        throw new SQLException("no answer within 2 s");
      }
    } catch (SQLException e) {
      throw new UnavailableException("The database does not answer: " + e.getMessage(), e);
    }
  }

  /** Runs it, turning a lost connection into the exception that says: try again later. */
  public <T> T available(Supplier<T> work) {
    try {
      return work.get();
    } catch (org.jdbi.v3.core.ConnectionException e) {
      throw new UnavailableException("The database does not answer; try again in a moment.", e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
