package io.aiops.studio.host.persistence;

import io.aiops.studio.host.retention.RetentionStore;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Retention in PostgreSQL. The one place that removes history, and it says so to the database. */
public final class JdbiRetentionStore implements RetentionStore {

  /** In one transaction, but for one execution that has more. */
  private static final int MOST_EVENTS = 50_000;

  /** In one statement: it ends long before the database counts as away. */
  private static final long PIECE = 5_000;

  /** What else is kept of an execution, by the column that names it. */
  private static final List<String> KEPT =
      List.of("call_ledger", "approval", "limit_claim", "task_lease", "dead_letter", "blob_use");

  /**
   * What has not ended, and what that goes on from; and what others go on from that are kept, since
   * these may be run again: the keys of their effects come from there. Of an origin's JSON the
   * escapes are left out, which its id has none of: PostgreSQL reads no value of one that has a
   * zero or half a character in any.
   */
  private static final String NEEDED =
      """
      with recursive needed (id, origin) as (
          select id, origin from execution
          where workspace_id = :workspaceId
              and (ended_at is null or ended_at >= :before and origin is not null)
          union
          select earlier.id, earlier.origin from needed
          join execution earlier on earlier.workspace_id = :workspaceId
              and (earlier.id = (regexp_replace(needed.origin, '\\\\.', '', 'g')::json
                      ->> 'executionId')::uuid
                  or earlier.parent_id = needed.id))
      """;

  private record Gone(UUID id, long events) {}

  private final Database database;
  private final Sql sql;

  public JdbiRetentionStore(Database database) {
    this.database = database;
    this.sql = new Sql(database);
  }

  @Override
  public Optional<Policy> policy(UUID workspaceId) {
    return sql.find(
        "select * from retention where workspace_id = :workspaceId",
        Map.of("workspaceId", workspaceId),
        JdbiRetentionStore::policy);
  }

  @Override
  public List<Policy> policies() {
    return sql.list(
        "select * from retention where days is not null", Map.of(), JdbiRetentionStore::policy);
  }

  private static Policy policy(Sql.Row row) throws SQLException {
    return new Policy(
        row.uuid("workspace_id"),
        row.numberOrNull("days"),
        row.text("changed_by"),
        row.instant("effective_at"));
  }

  @Override
  public void set(Policy policy) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("workspaceId", policy.workspaceId());
    values.put("days", policy.days());
    values.put("changedBy", policy.changedBy());
    values.put("effectiveAt", policy.effectiveAt());
    sql.change(
        """
        insert into retention (workspace_id, days, changed_by, effective_at)
        values (:workspaceId, :days, :changedBy, :effectiveAt)
        on conflict (workspace_id) do update set days = excluded.days,
            changed_by = excluded.changed_by, effective_at = excluded.effective_at
        """,
        values);
  }

  @Override
  public long ended(UUID workspaceId, Instant before) {
    return sql.find(
            """
            select count(*) as many from execution
            where workspace_id = :workspaceId and ended_at < :before
            """,
            Map.of("workspaceId", workspaceId, "before", before),
            row -> row.big("many"))
        .orElse(0L);
  }

  @Override
  public int remove(UUID workspaceId, Instant before, int most) {
    return database.available(
        () -> database.jdbi().inTransaction(handle -> remove(handle, workspaceId, before, most)));
  }

  private static int remove(Handle handle, UUID workspaceId, Instant before, int most) {
    List<Gone> all =
        handle
            .createQuery(
                NEEDED
                    + """
                    select id, last_sequence from execution e
                    where workspace_id = :workspaceId and ended_at < :before
                        and not exists (select from needed where needed.id = e.id)
                    order by ended_at limit :most for update of e skip locked
                    """)
            .bind("workspaceId", workspaceId)
            .bind("before", before.atOffset(ZoneOffset.UTC))
            .bind("most", most)
            .map((row, context) -> new Gone(row.getObject(1, UUID.class), row.getLong(2)))
            .list();
    List<Gone> now = new ArrayList<>(all.subList(0, fitting(all)));
    Set<UUID> wanted = wanted(handle, workspaceId, before, now);
    now.removeIf(each -> wanted.contains(each.id()));
    UUID[] gone = now.stream().map(Gone::id).toArray(UUID[]::new);
    if (gone.length > 0) {
      handle.execute("set local studio.retention = 'on'");
      long last = now.stream().mapToLong(Gone::events).max().orElse(0);
      for (long from = 0; from <= last; from += PIECE) {
        handle.execute(
            "delete from execution_event"
                + " where execution_id = any(?) and sequence >= ? and sequence < ?",
            gone,
            from,
            from + PIECE);
      }
      for (String table : KEPT) {
        handle.execute("delete from " + table + " where execution_id = any(?)", (Object) gone);
      }
      handle.execute("delete from execution where id = any(?)", (Object) gone);
    }
    return gone.length;
  }

  /** What somebody has asked to go on from before they were locked; from then on nobody can. */
  private static Set<UUID> wanted(
      Handle handle, UUID workspaceId, Instant before, List<Gone> locked) {
    return handle
        .createQuery(NEEDED + "select id from needed where id = any(:locked)")
        .bind("workspaceId", workspaceId)
        .bind("before", before.atOffset(ZoneOffset.UTC))
        .bind("locked", locked.stream().map(Gone::id).toArray(UUID[]::new))
        .mapTo(UUID.class)
        .set();
  }

  /** So many that they have few events together, or one that has many. */
  private static int fitting(List<Gone> all) {
    long events = 0;
    for (int i = 0; i < all.size(); i++) {
      events += all.get(i).events();
      if (events > MOST_EVENTS) {
        return Math.max(1, i);
      }
    }
    return all.size();
  }

  @Override
  public int removeUnusedBlobs(Instant putBefore, int most) {
    return sql.change(
        """
        delete from blob where (workspace_id, hash) in (
            select workspace_id, hash from blob b where used_at < :before
                and not exists (select from blob_use u
                    where u.workspace_id = b.workspace_id and u.hash = b.hash)
            limit :most)
            and used_at < :before
        """,
        Map.of("before", putBefore, "most", most));
  }
}
