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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads the execution projection. Ids are UUIDv7, so their order is the order of creation. */
public final class JdbiExecutionRows implements ExecutionRows {

  private static final int MOST_COUNTED = 10_000;

  private final Database database;

  public JdbiExecutionRows(Database database) {
    this.database = database;
  }

  @Override
  public Page list(UUID workspaceId, Filter filter) {
    if (filter.limit() < 1 || filter.limit() > 200) {
      throw new InvalidException("limit", "is " + filter.limit() + "; expected 1 to 200");
    }
    UUID before = before(filter.before());
    String workflow = filter.workflow();
    Status status = filter.status();
    List<Summary> found =
        database.available(() ->
            database
                .jdbi()
                .withHandle(handle -> {
                  Query query =
                      handle
                          .createQuery(
                              "select * from execution where workspace_id = :workspaceId"
                                  + (before == null ? "" : " and id < :before")
                                  + (workflow == null ? "" : " and workflow = :workflow")
                                  + (status == null ? "" : " and status = :status")
                                  + " order by id desc limit :limit")
                          .bind("workspaceId", workspaceId)
                          .bind("limit", filter.limit() + 1);
                  if (before != null) {
                    query.bind("before", before);
                  }
                  if (workflow != null) {
                    query.bind("workflow", workflow);
                  }
                  if (status != null) {
                    query.bind("status", status.name());
                  }
                  return query.map(JdbiExecutionRows::summary).list();
                }));
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
    return database.available(() ->
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "select * from execution"
                            + " where id = :id and workspace_id = :workspaceId")
                    .bind("id", executionId)
                    .bind("workspaceId", workspaceId)
                    .map((rs, context) ->
                        new Row(
                            summary(rs, context),
                            rs.getObject("workflow_id", UUID.class),
                            rs.getString("inputs"),
                            rs.getLong("last_sequence"),
                            parent(rs.getString("parent"))))
                    .findOne()));
  }

  @Override
  public Unfinished unfinished(UUID workspaceId) {
    return database.available(() ->
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        """
                        select count(*) filter (where status = 'PENDING') as pending,
                            count(*) filter (where status <> 'PENDING') as running,
                            min(created_at) as oldest
                        from (select status, created_at, ended_at from execution
                            where workspace_id = :workspaceId order by id desc limit :most) newest
                        where ended_at is null
                        """)
                    .bind("workspaceId", workspaceId)
                    .bind("most", MOST_COUNTED)
                    .map((rs, context) -> {
                      OffsetDateTime oldest = rs.getObject("oldest", OffsetDateTime.class);
                      return new Unfinished(
                          rs.getLong("pending"),
                          rs.getLong("running"),
                          oldest == null ? null : oldest.toInstant());
                    })
                    .one()));
  }

  @Override
  public long slaBreaches(UUID workspaceId, Instant since) {
    return database.available(() ->
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        """
                        select count(*) from (select 1 from execution_event
                            where workspace_id = :workspaceId and type = 'SlaBreached'
                            and at >= :since limit :most) breaches
                        """)
                    .bind("workspaceId", workspaceId)
                    .bind("since", since)
                    .bind("most", MOST_COUNTED)
                    .mapTo(Long.class)
                    .one()));
  }

  @Override
  public List<Late> lateSteps(UUID workspaceId, Instant since) {
    return new Sql(database)
        .list(
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
                    row.uuid("workflow_id"),
                    row.number("version"),
                    row.text("path"),
                    row.big("late")));
  }

  private static ExecutionViews.@Nullable Parent parent(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Parent parent = Json.parse(text, Parent.class);
    return new ExecutionViews.Parent(parent.executionId(), parent.path(), parent.attempt());
  }

  private static Summary summary(ResultSet rs, StatementContext context) throws SQLException {
    OffsetDateTime ended = rs.getObject("ended_at", OffsetDateTime.class);
    String category = rs.getString("failure_category");
    return new Summary(
        rs.getObject("id", UUID.class),
        rs.getString("workflow"),
        rs.getInt("version"),
        Status.valueOf(rs.getString("status")),
        JdbcExecutionStore.instant(rs, "created_at"),
        ended == null ? null : ended.toInstant(),
        rs.getString("started_by"),
        rs.getInt("steps_done"),
        rs.getInt("steps_known"),
        new Usage(
            rs.getLong("input_tokens"),
            rs.getLong("output_tokens"),
            rs.getBigDecimal("cost"),
            rs.getString("currency"),
            rs.getBoolean("simulated")),
        category == null ? null : new Failure(category, rs.getString("failure_message")));
  }
}
