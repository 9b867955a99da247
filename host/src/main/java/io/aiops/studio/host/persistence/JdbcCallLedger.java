package io.aiops.studio.host.persistence;

import io.aiops.studio.host.batch.Gathered;
import io.aiops.studio.host.batch.GroupCommit;
import io.aiops.studio.host.blob.Blob;
import io.aiops.studio.host.blob.BlobStore;
import io.aiops.studio.host.blob.Slim;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.worker.CallLedger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The call ledger in PostgreSQL. Calls that begin at the same time share a query, and those that
 * end at the same time a commit.
 */
public final class JdbcCallLedger implements CallLedger, AutoCloseable {

  private static final int AT_ONCE = 512;
  private static final int MOST_WAITING = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * @param result empty if the blob is it
   */
  private record Write(Key key, CallRecord record, String result, @Nullable Blob blob) {
    static Write of(Key key, Entry entry) {
      return entry.result().length() > Slim.LARGEST
          ? new Write(key, entry.record(), "", Blob.of(entry.result()))
          : new Write(key, entry.record(), entry.result(), null);
    }
  }

  /**
   * @param since the first attempt that is looked at
   */
  private record Asked(Key key, int since) {}

  /** As it lies in its row. */
  private record Stored(String result, String record, @Nullable String blob) {}

  private final Database database;
  private final BlobStore blobs;
  private final Gathered<Asked, Entry> finding = new Gathered<>(AT_ONCE, this::findAll);
  private final GroupCommit<Write, Boolean> writing;

  public JdbcCallLedger(Database database) {
    this(database, new JdbcBlobStore(database));
  }

  /**
   * @param blobs for answers that are too large for a row
   */
  public JdbcCallLedger(Database database, BlobStore blobs) {
    this.database = database;
    this.blobs = blobs;
    this.writing =
        new GroupCommit<>("studio-ledger", AT_ONCE, MOST_WAITING, PATIENCE, this::writeAll);
  }

  @Override
  public Optional<Entry> find(Key key, int since) {
    return finding.ask(new Asked(key, since));
  }

  /** Each key for itself, by the index: a join might read the whole table. */
  private Map<Asked, Entry> findAll(Set<Asked> all) {
    List<Asked> asked = List.copyOf(all);
    List<Key> keys = asked.stream().map(Asked::key).toList();
    Map<Asked, Stored> found = new HashMap<>();
    try (Connection connection = database.keyed().getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select k.number, l.result, l.record, l.blob
                from unnest(?::uuid[], ?::uuid[], ?::text[], ?::int4[], ?::text[], ?::int4[],
                    ?::int4[])
                  with ordinality as k (workspace_id, execution_id, step, attempt, request_hash,
                    occurrence, since, number)
                cross join lateral (
                  select result, record, blob from call_ledger c
                  where c.execution_id = k.execution_id and c.step = k.step
                    and c.attempt between k.since and k.attempt
                    and c.request_hash = k.request_hash
                    and c.occurrence = k.occurrence and c.workspace_id = k.workspace_id
                  order by c.attempt desc limit 1) l
                """)) {
      Sql.column(query, 1, "uuid", keys, Key::workspaceId);
      Sql.column(query, 2, "uuid", keys, Key::executionId);
      Sql.column(query, 3, "text", keys, Key::step);
      Sql.column(query, 4, "int4", keys, Key::attempt);
      Sql.column(query, 5, "text", keys, Key::requestHash);
      Sql.column(query, 6, "int4", keys, Key::occurrence);
      Sql.column(query, 7, "int4", asked, Asked::since);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String blob = row.getString(4);
          Stored stored = new Stored(row.getString(2), row.getString(3), blob);
          found.put(asked.get(row.getInt(1) - 1), stored);
        }
      }
    } catch (SQLException e) {
      throw database.failure(e);
    }
    Map<Asked, Entry> entries = new HashMap<>();
    found.forEach((each, stored) -> entries.put(each, entry(each.key(), stored)));
    return entries;
  }

  private Entry entry(Key key, Stored stored) {
    String blob = stored.blob();
    String result =
        blob == null
            ? stored.result()
            : String.valueOf(blobs.get(key.workspaceId(), Set.of(blob)).get(blob));
    return new Entry(result, Json.parse(stored.record(), CallRecord.class));
  }

  @Override
  public Entry write(Key key, Entry entry) {
    boolean first = writing.submit(Write.of(key, entry));
    return first ? entry : find(key).orElse(entry);
  }

  /** Before the entries that need them: what is put and not needed in the end is harmless. */
  private void keepBlobs(List<Write> writes) {
    for (Write write : writes) {
      Blob blob = write.blob();
      if (blob != null) {
        blobs.put(write.key().workspaceId(), List.of(blob));
      }
    }
  }

  private static void insertBlobUses(Connection connection, List<Write> writes)
      throws SQLException {
    List<BlobUses.Use> uses = new ArrayList<>();
    for (Write write : writes) {
      Blob blob = write.blob();
      if (blob != null) {
        Key key = write.key();
        uses.add(new BlobUses.Use(key.workspaceId(), blob.hash(), key.executionId()));
      }
    }
    BlobUses.insert(connection, uses);
  }

  /** Whether all are the first under their keys: that some are not is seldom, and is looked up. */
  private List<Boolean> writeAll(List<Write> writes) {
    keepBlobs(writes);
    try (Connection connection = database.keyed().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into call_ledger (workspace_id, execution_id, step, attempt,
                    request_hash, occurrence, result, record, at, blob)
                select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::int4[], ?::text[],
                    ?::int4[], ?::text[], ?::text[], ?::timestamptz[], ?::text[])
                on conflict do nothing
                """)) {
      insertBlobUses(connection, writes);
      Sql.column(insert, 1, "uuid", writes, write -> write.key().workspaceId());
      Sql.column(insert, 2, "uuid", writes, write -> write.key().executionId());
      Sql.column(insert, 3, "text", writes, write -> write.key().step());
      Sql.column(insert, 4, "int4", writes, write -> write.key().attempt());
      Sql.column(insert, 5, "text", writes, write -> write.key().requestHash());
      Sql.column(insert, 6, "int4", writes, write -> write.key().occurrence());
      Sql.column(insert, 7, "text", writes, Write::result);
      Sql.column(insert, 8, "text", writes, write -> Json.write(write.record()));
      Sql.column(insert, 9, "timestamptz", writes, write -> write.record().at().toString());
      Sql.column(
          insert, 10, "text", writes, write -> write.blob() == null ? null : write.blob().hash());
      boolean all = insert.executeUpdate() == writes.size();
      return Collections.nCopies(writes.size(), all);
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  @Override
  public void close() {
    writing.close();
  }
}
