package io.aiops.studio.host.persistence;

import io.aiops.studio.host.taskqueue.Lane;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The lanes that nodes have to do with, of all workspaces: for the studio itself. Each method
 * throws {@link io.aiops.studio.host.problem.UnavailableException} if the database is away.
 */
public final class JdbiLanes {

  private final Sql sql;

  public JdbiLanes(Database database) {
    this.sql = new Sql(database);
  }

  /** They are used now; those that are there already do no harm. */
  public void add(Collection<Lane> lanes, Instant now) {
    // In one order, so that two nodes do not wait for each other.
    sql.change(
        """
        insert into lane (workspace_id, pool, used_at)
        select workspace_id, pool, :now
        from unnest(:workspaces, :pools) as used (workspace_id, pool) order by 1, 2
        on conflict (workspace_id, pool) do update
        set used_at = greatest(lane.used_at, excluded.used_at)
        """,
        Map.of(
            "now", now,
            "workspaces", lanes.stream().map(Lane::workspaceId).toArray(UUID[]::new),
            "pools", lanes.stream().map(Lane::pool).toArray(String[]::new)));
  }

  /** Forgets some of those that nobody has used since before then. */
  public void forget(Instant usedBefore, int most) {
    sql.change(
        """
        delete from lane where (workspace_id, pool) in (
            select workspace_id, pool from lane where used_at < :before order by used_at limit :most)
            and used_at < :before
        """,
        Map.of("before", usedBefore, "most", most));
  }

  public Set<Lane> all() {
    return Set.copyOf(
        sql.list(
            "select workspace_id, pool from lane",
            Map.of(),
            row -> new Lane(row.text("pool"), row.uuid("workspace_id"))));
  }
}
