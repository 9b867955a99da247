package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.Ending;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.EventCodec;
import io.aiops.studio.host.execution.Leases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Leases on PostgreSQL, each question one statement, however many attempts it is about. */
public final class JdbcLeases implements Leases {

  private final Database database;

  public JdbcLeases(Database database) {
    this.database = database;
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T with(Work<T> work) {
    try (Connection connection = database.dataSource().getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  @Override
  public Set<Attempt> hold(UUID node, Collection<Attempt> attempts, Duration length) {
    return take(node, attempts, length, true);
  }

  @Override
  public Set<Attempt> reserve(UUID node, Collection<Attempt> attempts, Duration length) {
    return take(node, attempts, length, false);
  }

  private Set<Attempt> take(
      UUID node, Collection<Attempt> attempts, Duration length, boolean begun) {
    List<Attempt> sorted = sorted(attempts);
    return with(connection -> {
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              insert into task_lease (execution_id, path, attempt, node, until, begun)
              select execution_id, path, attempt, ?::uuid,
                  clock_timestamp() + ? * interval '1 millisecond', ?
              from unnest(?::uuid[], ?::text[], ?::int4[]) as wanted (execution_id, path, attempt)
              on conflict (execution_id, path, attempt) do update
              set node = excluded.node, until = excluded.until,
                  begun = task_lease.begun or excluded.begun
              where task_lease.node = excluded.node or task_lease.until < clock_timestamp()
              returning execution_id, path, attempt
              """)) {
        insert.setObject(1, node);
        insert.setLong(2, length.toMillis());
        insert.setBoolean(3, begun);
        columns(insert, 4, sorted);
        Set<Attempt> held = new HashSet<>();
        try (ResultSet rows = insert.executeQuery()) {
          while (rows.next()) {
            held.add(attempt(rows));
          }
        }
        return held;
      }
    });
  }

  @Override
  public void release(UUID node, Collection<Attempt> attempts) {
    List<Attempt> sorted = sorted(attempts);
    with(connection -> {
      try (PreparedStatement delete =
          connection.prepareStatement(
              """
              delete from task_lease using
                  unnest(?::uuid[], ?::text[], ?::int4[]) as ended (execution_id, path, attempt)
              where task_lease.execution_id = ended.execution_id and task_lease.path = ended.path
                  and task_lease.attempt = ended.attempt and node = ?
              """)) {
        columns(delete, 1, sorted);
        delete.setObject(4, node);
        return delete.executeUpdate();
      }
    });
  }

  /** In one order everywhere, so that two nodes never wait for each other. */
  private static List<Attempt> sorted(Collection<Attempt> attempts) {
    return attempts.stream()
        .sorted(
            Comparator.comparing(Attempt::executionId)
                .thenComparing(Attempt::path)
                .thenComparing(Attempt::attempt))
        .toList();
  }

  private static void columns(PreparedStatement statement, int from, List<Attempt> attempts)
      throws SQLException {
    Sql.column(statement, from, "uuid", attempts, Attempt::executionId);
    Sql.column(statement, from + 1, "text", attempts, Attempt::path);
    Sql.column(statement, from + 2, "int4", attempts, Attempt::attempt);
  }

  private static Attempt attempt(ResultSet rows) throws SQLException {
    return new Attempt(
        rows.getObject("execution_id", UUID.class), rows.getString("path"), rows.getInt("attempt"));
  }

  @Override
  public List<Held> of(UUID executionId) {
    return with(connection -> {
      try (PreparedStatement query =
          connection.prepareStatement(
              """
              select execution_id, path, attempt, node, begun, until > clock_timestamp() as live
              from task_lease where execution_id = ?
              """)) {
        query.setObject(1, executionId);
        List<Held> held = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            held.add(
                new Held(
                    attempt(rows),
                    rows.getObject("node", UUID.class),
                    rows.getBoolean("live"),
                    rows.getBoolean("begun")));
          }
        }
        return held;
      }
    });
  }

  @Override
  public boolean free(UUID node, Attempt attempt) {
    return with(connection -> {
      try (PreparedStatement query =
          connection.prepareStatement(
              """
              select 1 from execution where id = ? and ended_at is null
                  and not exists (select 1 from task_lease where execution_id = execution.id
                      and path = ? and attempt = ? and node <> ? and until > clock_timestamp())
              """)) {
        query.setObject(1, attempt.executionId());
        query.setString(2, attempt.path());
        query.setInt(3, attempt.attempt());
        query.setObject(4, node);
        try (ResultSet rows = query.executeQuery()) {
          return rows.next();
        }
      }
    });
  }

  @Override
  public boolean ended(UUID executionId) {
    return with(connection -> {
      try (PreparedStatement query =
          connection.prepareStatement("select ended_at from execution where id = ?")) {
        query.setObject(1, executionId);
        try (ResultSet rows = query.executeQuery()) {
          return !rows.next() || rows.getObject(1) != null;
        }
      }
    });
  }

  @Override
  public News news(Map<UUID, Long> known, Set<String> paths) {
    Map<UUID, Long> reached = new HashMap<>(known);
    List<UUID> ids = List.copyOf(known.keySet());
    return with(connection -> {
      try (PreparedStatement last =
          connection.prepareStatement(
              """
              select id, (select sequence from execution_event where execution_id = id
                  order by sequence desc limit 1) as sequence
              from unnest(?::uuid[]) as wanted (id)
              """)) {
        Sql.column(last, 1, "uuid", ids, id -> id);
        try (ResultSet rows = last.executeQuery()) {
          while (rows.next()) {
            reached.merge(rows.getObject("id", UUID.class), rows.getLong("sequence"), Math::max);
          }
        }
      }
      return new News(reached, endings(connection, known, reached, paths));
    });
  }

  /** Not as JSON: a text may hold what PostgreSQL's JSON refuses. */
  private static List<Ending> endings(
      Connection connection, Map<UUID, Long> known, Map<UUID, Long> reached, Set<String> paths)
      throws SQLException {
    List<UUID> moved =
        known.entrySet().stream()
            .filter(one -> reached.getOrDefault(one.getKey(), 0L) > one.getValue())
            .map(Map.Entry::getKey)
            .toList();
    if (moved.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select execution_id, sequence, type, substring(payload from '^{"path":"([^"]*)"') as path,
                substring(payload from '^{"path":"[^"]*","attempt":(\\d+)')::int as attempt,
                case when type = 'RolledBack' then payload end as rollback
            from unnest(?::uuid[], ?::int8[], ?::int8[]) as wanted (id, after, upto)
            join execution_event on execution_id = id and sequence > after and sequence <= upto
            where type = any(?::text[])
                or type = any(?::text[])
                    and substring(payload from '^{"path":"([^"]*)"') = any(?::text[])
            """)) {
      Sql.column(query, 1, "uuid", moved, id -> id);
      Sql.column(query, 2, "int8", moved, known::get);
      Sql.column(query, 3, "int8", moved, reached::get);
      query.setArray(4, connection.createArrayOf("text", Ending.OF_MANY.toArray()));
      query.setArray(5, connection.createArrayOf("text", Ending.OF_STEPS.toArray()));
      Stream<String> around =
          paths.stream().flatMap(p -> Stream.concat(Stream.of(p), Ending.around(p).stream()));
      query.setArray(6, connection.createArrayOf("text", around.distinct().toArray()));
      List<Ending> endings = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          String path = rows.getString("path");
          endings.add(
              new Ending(
                  rows.getObject("execution_id", UUID.class),
                  rows.getLong("sequence"),
                  rows.getString("type"),
                  path == null ? "" : path,
                  rows.getInt("attempt"),
                  invalidated(rows.getString("rollback"))));
        }
      }
      return endings;
    }
  }

  private static List<String> invalidated(@Nullable String rollback) {
    return rollback != null && EventCodec.read("RolledBack", rollback) instanceof Event.RolledBack e
        ? e.invalidated()
        : List.of();
  }

  @Override
  public int forget(Duration silence) {
    return with(connection -> {
      try (PreparedStatement delete =
          connection.prepareStatement(
              "delete from task_lease where until < clock_timestamp() - ? * interval '1 second'")) {
        delete.setLong(1, silence.toSeconds());
        return delete.executeUpdate();
      }
    });
  }
}
