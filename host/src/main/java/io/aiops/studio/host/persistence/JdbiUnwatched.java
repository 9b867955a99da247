package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.Unwatched;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the execution projection for what nobody looks at. */
public final class JdbiUnwatched implements Unwatched {

  private static final UUID FIRST = new UUID(0, 0);

  private final Sql sql;

  public JdbiUnwatched(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public List<Row> page(@Nullable UUID after, int limit) {
    return sql.list(
        """
        select id, workspace_id, last_sequence from execution
        where id > :after and ended_at is null and look_at is null
        order by id limit :limit
        """,
        Map.of("after", after == null ? FIRST : after, "limit", limit),
        row -> new Row(row.uuid("id"), row.uuid("workspace_id"), row.big("last_sequence")));
  }

  @Override
  public Set<UUID> watch(Collection<Row> executions, Instant at) {
    return Set.copyOf(
        sql.list(
            """
            update execution set look_at = :at
            where id = any(:ids) and ended_at is null and look_at is null
            returning id
            """,
            Map.of("at", at, "ids", executions.stream().map(Row::executionId).toArray(UUID[]::new)),
            row -> row.uuid("id")));
  }

  @Override
  public long overdueElsewhere(UUID workspaceId, Instant before) {
    return sql.list(
            """
            select count(*) as overdue from execution
            where look_at < :before and ended_at is null and workspace_id <> :workspace
            """,
            Map.of("before", before, "workspace", workspaceId),
            row -> row.big("overdue"))
        .getFirst();
  }

  @Override
  public List<Elsewhere> overdueElsewhere(UUID workspaceId, Instant before, int limit) {
    return sql.list(
        """
        select execution.id, workspace.name, look_at
        from execution join workspace on workspace.id = workspace_id
        where look_at < :before and ended_at is null and workspace_id <> :workspace
        order by look_at, execution.id limit :limit
        """,
        Map.of("before", before, "workspace", workspaceId, "limit", limit),
        row -> new Elsewhere(row.uuid("id"), row.text("name"), row.instant("look_at")));
  }

  @Override
  public List<UUID> page(UUID workspaceId, @Nullable UUID after, int limit) {
    return sql.list(
        """
        select id from execution
        where workspace_id = :workspace and id > :after and ended_at is null and look_at is null
        order by id limit :limit
        """,
        Map.of("workspace", workspaceId, "after", after == null ? FIRST : after, "limit", limit),
        row -> row.uuid("id"));
  }

  @Override
  public List<Overdue> overdue(UUID workspaceId, Instant before, int limit) {
    return sql.list(
        """
        select id, look_at from execution
        where workspace_id = :workspace and look_at < :before and ended_at is null
        order by look_at, id limit :limit
        """,
        Map.of("workspace", workspaceId, "before", before, "limit", limit),
        row -> new Overdue(row.uuid("id"), row.instant("look_at")));
  }

  @Override
  public Set<UUID> watch(UUID workspaceId, Collection<UUID> executions, Instant at) {
    return Set.copyOf(
        sql.list(
            """
            update execution set look_at = :at
            where workspace_id = :workspace and id = any(:ids) and ended_at is null
                and look_at is null
            returning id
            """,
            Map.of("at", at, "workspace", workspaceId, "ids", executions.toArray(UUID[]::new)),
            row -> row.uuid("id")));
  }
}
