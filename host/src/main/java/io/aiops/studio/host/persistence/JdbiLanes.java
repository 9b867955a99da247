package io.aiops.studio.host.persistence;

import io.aiops.studio.host.taskqueue.Lane;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The lanes that any node ever used, of all workspaces: for the studio itself. Each method throws
 * {@link io.aiops.studio.host.problem.UnavailableException} if the database is away.
 */
public final class JdbiLanes {

  private final Sql sql;

  public JdbiLanes(Database database) {
    this.sql = new Sql(database);
  }

  /** Those that are there already do no harm. */
  public void add(Collection<Lane> lanes) {
    // In one order, so that two nodes do not wait for each other.
    sql.change(
        """
        insert into lane (workspace_id, pool)
        select * from unnest(:workspaces, :pools) order by 1, 2
        on conflict do nothing
        """,
        Map.of(
            "workspaces", lanes.stream().map(Lane::workspaceId).toArray(UUID[]::new),
            "pools", lanes.stream().map(Lane::pool).toArray(String[]::new)));
  }

  public Set<Lane> all() {
    return Set.copyOf(
        sql.list(
            "select workspace_id, pool from lane",
            Map.of(),
            row -> new Lane(row.text("pool"), row.uuid("workspace_id"))));
  }
}
