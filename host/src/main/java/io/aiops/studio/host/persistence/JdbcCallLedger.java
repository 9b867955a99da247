package io.aiops.studio.host.persistence;

import io.aiops.studio.host.batch.GroupCommit;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.worker.CallLedger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The call ledger in PostgreSQL. Calls that end at the same time share a commit. */
public final class JdbcCallLedger implements CallLedger, AutoCloseable {

  private static final int AT_ONCE = 512;
  private static final int MOST_WAITING = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private record Write(Key key, Entry entry) {}

  private final Database database;
  private final GroupCommit<Write, Boolean> writing;

  public JdbcCallLedger(Database database) {
    this.database = database;
    this.writing =
        new GroupCommit<>("studio-ledger", AT_ONCE, MOST_WAITING, PATIENCE, this::writeAll);
  }

  @Override
  public Optional<Entry> find(Key key) {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select request_hash, result, record from call_ledger
                where execution_id = ? and step = ? and attempt = ? and call = ?
                  and workspace_id = ?
                """)) {
      query.setObject(1, key.executionId());
      query.setString(2, key.step());
      query.setInt(3, key.attempt());
      query.setInt(4, key.call());
      query.setObject(5, key.workspaceId());
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Entry(
                    row.getString(1),
                    row.getString(2),
                    Json.parse(row.getString(3), CallRecord.class)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  @Override
  public void write(Key key, Entry entry) {
    writing.submit(new Write(key, entry));
  }

  private List<Boolean> writeAll(List<Write> writes) {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into call_ledger (workspace_id, execution_id, step, attempt, call,
                    request_hash, result, record, at)
                select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::int4[], ?::int4[],
                    ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                on conflict do nothing
                """)) {
      JdbcExecutionStore.column(insert, 1, "uuid", writes, write -> write.key().workspaceId());
      JdbcExecutionStore.column(insert, 2, "uuid", writes, write -> write.key().executionId());
      JdbcExecutionStore.column(insert, 3, "text", writes, write -> write.key().step());
      JdbcExecutionStore.column(insert, 4, "int4", writes, write -> write.key().attempt());
      JdbcExecutionStore.column(insert, 5, "int4", writes, write -> write.key().call());
      JdbcExecutionStore.column(insert, 6, "text", writes, write -> write.entry().requestHash());
      JdbcExecutionStore.column(insert, 7, "text", writes, write -> write.entry().result());
      JdbcExecutionStore.column(
          insert, 8, "text", writes, write -> Json.write(write.entry().record()));
      JdbcExecutionStore.column(
          insert, 9, "timestamptz", writes, write -> write.entry().record().at().toString());
      insert.executeUpdate();
      return Collections.nCopies(writes.size(), Boolean.TRUE);
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  @Override
  public void close() {
    writing.close();
  }
}
