package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.Promise;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What executions owe one another, in its table. */
final class PromiseRows {

  private PromiseRows() {}

  static void insert(Connection connection, List<Promise> promises) throws SQLException {
    if (promises.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into promise (execution_id, key, type, command, at)
            select execution_id, key, type, command, now()
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[])
                as p (execution_id, key, type, command)
            on conflict do nothing
            """)) {
      Sql.column(insert, 1, "uuid", promises, Promise::executionId);
      Sql.column(insert, 2, "text", promises, Promise::key);
      Sql.column(insert, 3, "text", promises, Promise::type);
      Sql.column(insert, 4, "text", promises, Promise::command);
      insert.executeUpdate();
    }
  }

  static void keep(Connection connection, List<Promise.Name> kept) throws SQLException {
    if (kept.isEmpty()) {
      return;
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            delete from promise using unnest(?::uuid[], ?::text[]) as kept (execution_id, key)
            where promise.execution_id = kept.execution_id and promise.key = kept.key
            """)) {
      Sql.column(delete, 1, "uuid", kept, Promise.Name::executionId);
      Sql.column(delete, 2, "text", kept, Promise.Name::key);
      delete.executeUpdate();
    }
  }

  static List<Promise> unkept(Handle handle, Instant before, Instant now, int limit) {
    return handle
        .createQuery(
            """
            update promise set at = :now
            where (execution_id, key) in (select execution_id, key from promise
                where at < :before order by at limit :limit for update skip locked)
            returning execution_id, key, type, command
            """)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("before", before.atOffset(ZoneOffset.UTC))
        .bind("limit", limit)
        .map((rs, context) ->
            new Promise(
                rs.getObject("execution_id", UUID.class),
                rs.getString("key"),
                rs.getString("type"),
                rs.getString("command")))
        .list();
  }
}
