package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.Parent;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.query.ExecutionRows;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.query.ExecutionViews.Failure;
import io.aiops.studio.host.query.ExecutionViews.Filter;
import io.aiops.studio.host.query.ExecutionViews.Page;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.query.ExecutionViews.Summary;
import io.aiops.studio.host.query.ExecutionViews.Usage;
import io.aiops.studio.host.query.QueueViews.Unfinished;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the execution projection. Ids are UUIDv7, so their order is the order of creation. */
public final class JdbiExecutionRows implements ExecutionRows {

  private static final int MOST_COUNTED = 10_000;

  private final Sql sql;

  public JdbiExecutionRows(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public Page list(UUID workspaceId, Filter filter) {
    if (filter.limit() < 1 || filter.limit() > 200) {
      throw new InvalidException("limit", "is " + filter.limit() + "; expected 1 to 200");
    }
    StringBuilder where = new StringBuilder();
    Map<String, Object> values = new HashMap<>();
    values.put("workspaceId", workspaceId);
    values.put("limit", filter.limit() + 1);
    UUID before = before(filter.before());
    if (before != null) {
      where.append(" and id < :before");
      values.put("before", before);
    }
    if (filter.workflow() != null) {
      where.append(" and workflow = :workflow");
      values.put("workflow", filter.workflow());
    }
    if (filter.status() != null) {
      where.append(" and status = :status");
      values.put("status", filter.status().name());
    }
    List<Summary> found =
        sql.list(
            "select * from execution where workspace_id = :workspaceId"
                + where
                + " order by id desc limit :limit",
            values,
            JdbiExecutionRows::summary);
    boolean more = found.size() > filter.limit();
    List<Summary> items = more ? found.subList(0, filter.limit()) : found;
    return new Page(List.copyOf(items), more ? items.getLast().id().toString() : null);
  }

  private static @Nullable UUID before(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidException("before", "'" + text + "' is not the 'next' of an earlier page");
    }
  }

  @Override
  public Optional<Row> find(UUID workspaceId, UUID executionId) {
    return sql.find(
        "select * from execution where id = :id and workspace_id = :workspaceId",
        Map.of("id", executionId, "workspaceId", workspaceId),
        row ->
            new Row(
                summary(row),
                row.uuid("workflow_id"),
                row.text("inputs"),
                row.big("last_sequence"),
                parent(row.textOrNull("parent"))));
  }

  @Override
  public Unfinished unfinished(UUID workspaceId) {
    return sql.find(
            """
            select count(*) filter (where status = 'PENDING') as pending,
                count(*) filter (where status <> 'PENDING') as running,
                min(created_at) as oldest
            from (select status, created_at, ended_at from execution
                where workspace_id = :workspaceId order by id desc limit :most) newest
            where ended_at is null
            """,
            Map.of("workspaceId", workspaceId, "most", MOST_COUNTED),
            row ->
                new Unfinished(row.big("pending"), row.big("running"), row.instantOrNull("oldest")))
        .orElseThrow();
  }

  @Override
  public long slaBreaches(UUID workspaceId, Instant since) {
    return sql.find(
            """
            select count(*) as breaches from (select 1 from execution_event
                where workspace_id = :workspaceId and type = 'SlaBreached'
                and at >= :since limit :most) breaches
            """,
            Map.of("workspaceId", workspaceId, "since", since, "most", MOST_COUNTED),
            row -> row.big("breaches"))
        .orElseThrow();
  }

  @Override
  public List<Late> lateSteps(UUID workspaceId, Instant since) {
    return sql.list(
        """
        select workflow_id, version, path, count(*) as late from (
            select execution_id, regexp_replace(
                substring(payload from '^{"path":"([^"]*)"'),
                '[[][0-9]+[]]', '[]', 'g') as path
            from execution_event
            where workspace_id = :workspaceId and type = 'SlaBreached'
            and at >= :since limit :most) breaches
        join execution on execution.id = execution_id
        where path is not null
        group by workflow_id, version, path
        """,
        Map.of("workspaceId", workspaceId, "since", since, "most", MOST_COUNTED),
        row ->
            new Late(
                row.uuid("workflow_id"), row.number("version"), row.text("path"), row.big("late")));
  }

  private static ExecutionViews.@Nullable Parent parent(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Parent parent = Json.parse(text, Parent.class);
    return new ExecutionViews.Parent(parent.executionId(), parent.path(), parent.attempt());
  }

  private static Summary summary(Sql.Row row) throws SQLException {
    String category = row.textOrNull("failure_category");
    return new Summary(
        row.uuid("id"),
        row.text("workflow"),
        row.number("version"),
        Status.valueOf(row.text("status")),
        row.instant("created_at"),
        row.instantOrNull("ended_at"),
        row.text("started_by"),
        row.number("steps_done"),
        row.number("steps_known"),
        new Usage(
            row.big("input_tokens"),
            row.big("output_tokens"),
            row.decimalOrNull("cost"),
            row.textOrNull("currency"),
            row.flag("simulated")),
        category == null ? null : new Failure(category, row.text("failure_message"), null));
  }
}
