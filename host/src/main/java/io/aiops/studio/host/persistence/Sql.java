package io.aiops.studio.host.persistence;

import io.aiops.studio.host.problem.ConflictException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Statements with named values, and rows with the column types we use. */
public final class Sql {

  /** Turns one row into a value. */
  @FunctionalInterface
  public interface Mapping<T> {
    T map(Row row) throws SQLException;
  }

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Database database;

  public Sql(Database database) {
    this.database = database;
  }

  /** Runs what the thread asks of the database meanwhile in one transaction. */
  public <T> T together(Supplier<T> work) {
    return database.available(() -> database.jdbi().inTransaction(handle -> work.get()));
  }

  /**
   * The same; for each lock that others hold it waits three seconds at most.
   *
   * @param otherwise what is said if that is not enough: nothing was changed then
   * @throws ConflictException that says so
   */
  public <T> T together(Supplier<T> work, String otherwise) {
    try {
      return together(() -> {
        change("set local lock_timeout = '3s'", Map.of());
        return work.get();
      });
    } catch (JdbiException e) {
      if (e.getCause() instanceof SQLException sql
          && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
        throw new ConflictException(otherwise);
      }
      throw e;
    }
  }

  /** Says how many rows it changed. */
  public int change(String statement, Map<String, ? extends @Nullable Object> values) {
    return database.available(() ->
        database
            .jdbi()
            .withHandle(handle -> bind(handle.createUpdate(statement), values).execute()));
  }

  public <T> List<T> list(
      String query, Map<String, ? extends @Nullable Object> values, Mapping<T> mapping) {
    return database.available(() ->
        database
            .jdbi()
            .withHandle(handle ->
                bind(handle.createQuery(query), values)
                    .map((row, context) -> mapping.map(new Row(row)))
                    .list()));
  }

  public <T> Optional<T> find(
      String query, Map<String, ? extends @Nullable Object> values, Mapping<T> mapping) {
    return list(query, values, mapping).stream().findFirst();
  }

  /**
   * What every task asks for: on a connection that keeps its plans, and without what Jdbi makes for
   * each statement, which took longer than the query.
   *
   * @param query with one {@code ?}, the key
   */
  <T> List<T> keyed(String query, UUID key, Mapping<T> mapping) {
    try (Connection connection = database.keyed().getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setObject(1, key);
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        Row row = new Row(rows);
        while (rows.next()) {
          found.add(mapping.map(row));
        }
      }
      return found;
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  private static <S extends SqlStatement<S>> S bind(
      S statement, Map<String, ? extends @Nullable Object> values) {
    values.forEach((name, value) ->
        statement.bind(
            name,
            value instanceof Instant instant
                ? OffsetDateTime.ofInstant(instant, ZoneOffset.UTC)
                : value));
    return statement;
  }

  /** One value of each row, as an array. */
  static <T> void column(
      PreparedStatement statement,
      int index,
      String type,
      List<T> rows,
      Function<T, @Nullable Object> value)
      throws SQLException {
    statement.setArray(
        index, statement.getConnection().createArrayOf(type, rows.stream().map(value).toArray()));
  }

  /** A text column takes all of Unicode but NUL; an event, being JSON, keeps even that. */
  static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  /** The row the query stands at. */
  public static final class Row {
    private final ResultSet columns;

    Row(ResultSet columns) {
      this.columns = columns;
    }

    public String text(String column) throws SQLException {
      return Objects.requireNonNull(columns.getString(column), column);
    }

    public @Nullable String textOrNull(String column) throws SQLException {
      return columns.getString(column);
    }

    public List<String> texts(String column) throws SQLException {
      return List.of((String[]) columns.getArray(column).getArray());
    }

    public UUID uuid(String column) throws SQLException {
      return Objects.requireNonNull(columns.getObject(column, UUID.class), column);
    }

    public @Nullable UUID uuidOrNull(String column) throws SQLException {
      return columns.getObject(column, UUID.class);
    }

    public boolean flag(String column) throws SQLException {
      return columns.getBoolean(column);
    }

    public int number(String column) throws SQLException {
      return columns.getInt(column);
    }

    public @Nullable Integer numberOrNull(String column) throws SQLException {
      return columns.getObject(column, Integer.class);
    }

    public long big(String column) throws SQLException {
      return columns.getLong(column);
    }

    public @Nullable BigDecimal decimalOrNull(String column) throws SQLException {
      return columns.getBigDecimal(column);
    }

    public byte[] bytes(String column) throws SQLException {
      return Objects.requireNonNull(columns.getBytes(column), column);
    }

    public Instant instant(String column) throws SQLException {
      return Objects.requireNonNull(instantOrNull(column), column);
    }

    public @Nullable Instant instantOrNull(String column) throws SQLException {
      Timestamp at = columns.getTimestamp(column);
      return at == null ? null : at.toInstant();
    }
  }
}
