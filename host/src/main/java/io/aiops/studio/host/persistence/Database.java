package io.aiops.studio.host.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.aiops.studio.host.problem.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The studio's PostgreSQL: a bounded pool, migrated to the version this code needs. */
public final class Database implements AutoCloseable {

  private static final int POOL_SIZE = 21;

  /**
   * Of the engine, of starts, of the ledger's readings and of its writings, of who reads
   * connections, and one while one of them ends.
   */
  private static final int KEYED_SIZE = 6;

  /**
   * Statements that find rows by key only. A plan that reads a table from end to end is right for
   * none of them, also while tables are small or were not looked at yet; and what is always the
   * same need not be planned each time.
   */
  private static final String KEYED =
      "set plan_cache_mode = force_generic_plan; set enable_seqscan = off;"
          + " set enable_hashjoin = off; set enable_mergejoin = off";

  /**
   * With the last look at a connection, less than the five seconds in which callers are answered.
   */
  private static final long CONNECT_MILLIS = 3_500;

  /** For a sign of life of a connection that was not in use. */
  private static final long LOOK_MILLIS = 1_000;

  private static final int PING_SECONDS = 2;

  /** Connection exception, insufficient resources (a full disk), operator intervention, system. */
  private static final List<String> PASSING = List.of("08", "53", "57P", "58");

  private final HikariDataSource pool;
  private final HikariDataSource keyed;
  private final Jdbi jdbi;

  private Database(HikariDataSource pool, HikariDataSource keyed) {
    this.pool = pool;
    this.keyed = keyed;
    this.jdbi = Jdbi.create(pool);
  }

  /**
   * Connects and migrates.
   *
   * @throws UnavailableException if it does not answer, or is only starting
   */
  public static Database open(String url, String user, String password) {
    HikariDataSource pool = pool(config("studio", url, user, password, POOL_SIZE));
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(pool)
          .locations("classpath:db/migration")
          .failOnMissingLocations(true)
          .load()
          .migrate();
      HikariConfig keyed = config("studio-keyed", url, user, password, KEYED_SIZE);
      keyed.setConnectionInitSql(KEYED);
      keyed.addDataSourceProperty("prepareThreshold", "1");
      return new Database(pool, pool(keyed));
    } catch (RuntimeException e) {
      pool.close();
      throw lost(e) ? away(e) : e;
    }
  }

  private static HikariConfig config(
      String name, String url, String user, String password, int most) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(most);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setValidationTimeout(LOOK_MILLIS);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "studio");
    config.addDataSourceProperty("socketTimeout", "60");
    return config;
  }

  private static HikariDataSource pool(HikariConfig config) {
    try {
      return new Pool(config);
    } catch (RuntimeException e) {
      throw lost(e) ? away(e) : e;
    }
  }

  private static UnavailableException away(RuntimeException why) {
    return new UnavailableException("The database does not answer: " + why.getMessage(), why);
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  public DataSource dataSource() {
    return pool;
  }

  /** For statements that find rows by their key. */
  DataSource keyed() {
    return keyed;
  }

  /**
   * Asks the database for a sign of life.
   *
   * @throws UnavailableException if it gives none within two seconds
   */
  public void ping() {
    // On a thread of its own: the pool's patience is longer than that.
    FutureTask<Boolean> question = new FutureTask<>(this::answers);
    Thread.ofVirtual().name("studio-ping").start(question);
    try {
      if (!question.get(PING_SECONDS, TimeUnit.SECONDS)) {
        throw silent("no answer within 2 s", new SQLException("not valid"));
      }
    } catch (TimeoutException e) {
      throw silent("no answer within 2 s", e);
    } catch (ExecutionException e) {
      throw silent(String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw silent("interrupted while waiting for it", e);
    }
  }

  private boolean answers() throws SQLException {
    try (Connection connection = pool.getConnection();
        Connection ofTheEngine = keyed.getConnection()) {
      return connection.isValid(PING_SECONDS) && ofTheEngine.isValid(PING_SECONDS);
    }
  }

  private static UnavailableException silent(String why, Exception cause) {
    return new UnavailableException("The database does not answer: " + why, cause);
  }

  /** Runs it, turning a lost connection into the exception that says: try again later. */
  public <T> T available(Supplier<T> work) {
    try {
      return work.get();
    } catch (JdbiException e) {
      if (e instanceof ConnectionException || lost(e)) {
        throw new UnavailableException("The database does not answer; try again in a moment.", e);
      }
      throw e;
    }
  }

  /** What plain JDBC threw, as {@link #available} would throw it. */
  RuntimeException failure(SQLException e) {
    return lost(e) || e instanceof SQLTransientConnectionException
        ? new UnavailableException("The database does not answer; try again in a moment.", e)
        : new IllegalStateException("The database refuses: " + e.getMessage(), e);
  }

  /**
   * The connection broke while a statement ran on it, the server is going down, or it has no room:
   * what passes without anybody changing what was asked.
   */
  private static boolean lost(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException e && e.getSQLState() instanceof String state) {
        return PASSING.stream().anyMatch(state::startsWith);
      }
    }
    return false;
  }

  @Override
  public void close() {
    keyed.close();
    pool.close();
  }
}
