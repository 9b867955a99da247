package io.aiops.studio.host.persistence;

import io.aiops.studio.host.approval.ApprovalStore;
import io.aiops.studio.host.approval.ApprovalViews.Outcome;
import io.aiops.studio.host.approval.ApprovalViews.State;
import io.aiops.studio.host.approval.ApprovalViews.Summary;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Approvals in PostgreSQL; their rows are written by {@link ApprovalRows}. */
public final class JdbiApprovalStore implements ApprovalStore {

  private final Sql sql;

  public JdbiApprovalStore(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public Optional<Kept> find(UUID workspaceId, UUID id) {
    return sql.find(
        "select * from approval where workspace_id = :workspace and id = :id",
        Map.of("workspace", workspaceId, "id", id),
        JdbiApprovalStore::kept);
  }

  @Override
  public List<Summary> waiting(
      UUID workspaceId,
      @Nullable Collection<String> names,
      @Nullable UUID executionId,
      @Nullable UUID after,
      int limit) {
    Map<String, Object> values = new HashMap<>();
    values.put("workspace", workspaceId);
    values.put("limit", limit);
    String query = "select * from approval where workspace_id = :workspace and state = 'PENDING'";
    if (names != null) {
      query += " and assignees && cast(:names as text[])";
      values.put("names", names.toArray(String[]::new));
    }
    if (executionId != null) {
      query += " and execution_id = :execution";
      values.put("execution", executionId);
    }
    if (after != null) {
      query +=
          " and (requested_at, id) > (select requested_at, id from approval"
              + " where workspace_id = :workspace and id = :after)";
      values.put("after", after);
    }
    return sql.list(
        query + " order by requested_at, id limit :limit", values, JdbiApprovalStore::summary);
  }

  @Override
  public int count(UUID workspaceId, Collection<String> names, int most) {
    return sql.list(
            """
            select count(*) as waiting from (
                select 1 from approval
                where workspace_id = :workspace and state = 'PENDING' and assignees && cast(:names as text[])
                limit :most) as one
            """,
            Map.of("workspace", workspaceId, "names", names.toArray(String[]::new), "most", most),
            row -> row.number("waiting"))
        .getFirst();
  }

  @Override
  public boolean claim(UUID workspaceId, UUID id, Command.Decide decision, Instant at) {
    return sql.change(
            """
            update approval set state = 'DECIDING', claim = :claim, claimed_at = :at,
                decided_by = :by, decided_at = :at, comment = :comment
            where workspace_id = :workspace and id = :id and state = 'PENDING'
            """,
            Map.of(
                "claim",
                Json.write(decision),
                "at",
                at,
                "by",
                decision.by(),
                "comment",
                Sql.storable(decision.comment()),
                "workspace",
                workspaceId,
                "id",
                id))
        == 1;
  }

  @Override
  public Optional<Command.Decide> claimed(UUID workspaceId, UUID id) {
    return sql
        .list(
            """
            select claim from approval
            where workspace_id = :workspace and id = :id and claim is not null
            """,
            Map.of("workspace", workspaceId, "id", id),
            row -> Json.parse(row.text("claim"), Command.Decide.class))
        .stream()
        .findFirst();
  }

  @Override
  public List<Command.Decide> overdue(Instant claimedBefore, int limit) {
    return sql.list(
        """
        select claim from approval where state = 'DECIDING' and claimed_at < :before
        order by claimed_at limit :limit
        """,
        Map.of("before", claimedBefore, "limit", limit),
        row -> Json.parse(row.text("claim"), Command.Decide.class));
  }

  private static Summary summary(Sql.Row row) throws java.sql.SQLException {
    return new Summary(
        row.uuid("id"),
        row.uuid("execution_id"),
        row.text("workflow"),
        row.text("path"),
        row.textOrNull("tool"),
        row.text("question"),
        row.texts("assignees"),
        row.instant("requested_at"),
        row.instantOrNull("escalate_at"),
        row.flag("escalated"),
        row.instantOrNull("until"),
        State.valueOf(row.text("state")));
  }

  private static Kept kept(Sql.Row row) throws java.sql.SQLException {
    Instant decidedAt = row.instantOrNull("decided_at");
    String details = row.textOrNull("decided_details");
    return new Kept(
        summary(row),
        row.uuid("workspace_id"),
        row.number("attempt"),
        row.number("round"),
        Json.parse(row.text("details")),
        row.text("hash"),
        decidedAt == null
            ? null
            : new Outcome(
                row.text("decided_by"),
                decidedAt,
                row.text("comment"),
                details == null ? null : Json.parse(details)));
  }
}
