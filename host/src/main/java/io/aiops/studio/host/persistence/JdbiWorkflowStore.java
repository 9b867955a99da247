package io.aiops.studio.host.persistence;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.aiops.studio.host.definition.Origin;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowOrigin;
import io.aiops.studio.host.definition.WorkflowStore;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.problem.ConflictException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Workflows in PostgreSQL. */
public final class JdbiWorkflowStore implements WorkflowStore {

  private static final String SELECT =
      """
      select w.id, w.name, v.version, v.title, v.description, v.text, v.saved_at, v.saved_by
      from workflow w join workflow_version v on v.workflow_id = w.id
      where w.workspace_id = :workspaceId
      """;

  private record Newest(UUID id, int version, boolean removed) {}

  private final Database database;
  private final Sql sql;
  private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();

  public JdbiWorkflowStore(Database database) {
    this.database = database;
    this.sql = new Sql(database);
  }

  @Override
  public <T> T together(Supplier<T> work) {
    return database.available(() -> database.jdbi().inTransaction(handle -> work.get()));
  }

  @Override
  public WorkflowVersion save(
      UUID workspaceId,
      Workflow workflow,
      String text,
      String savedBy,
      Instant at,
      @Nullable Integer expectedVersion,
      @Nullable Origin origin) {
    return database.available(() ->
        database
            .jdbi()
            .inTransaction(handle -> {
              Newest newest = lock(handle, workspaceId, workflow.name());
              int seen = newest.removed() ? 0 : newest.version();
              if (expectedVersion != null && expectedVersion != seen) {
                throw new ConflictException(
                    "Workflow '"
                        + workflow.name()
                        + "' is at version "
                        + seen
                        + " now, not "
                        + expectedVersion
                        + ": somebody saved meanwhile. Load it again, or save over it.");
              }
              WorkflowVersion version =
                  new WorkflowVersion(
                      newest.id(),
                      workflow.name(),
                      newest.version() + 1,
                      workflow.title(),
                      workflow.description(),
                      text,
                      at,
                      savedBy);
              insert(handle, workspaceId, version);
              if (origin != null) {
                OriginRows.insert(handle, workspaceId, version, origin);
              }
              return version;
            }));
  }

  /** The row of this name, locked until the transaction ends; made if there is none. */
  private Newest lock(Handle handle, UUID workspaceId, String name) {
    handle
        .createUpdate(
            """
            insert into workflow (id, workspace_id, name, newest_version, removed)
            values (:id, :workspaceId, :name, 0, true)
            on conflict (workspace_id, name) do nothing
            """)
        .bind("id", ids.generate())
        .bind("workspaceId", workspaceId)
        .bind("name", name)
        .execute();
    return handle
        .createQuery(
            """
            select id, newest_version, removed from workflow
            where workspace_id = :workspaceId and name = :name for update
            """)
        .bind("workspaceId", workspaceId)
        .bind("name", name)
        .map((rs, context) ->
            new Newest(
                rs.getObject("id", UUID.class),
                rs.getInt("newest_version"),
                rs.getBoolean("removed")))
        .one();
  }

  private static void insert(Handle handle, UUID workspaceId, WorkflowVersion version) {
    handle
        .createUpdate(
            """
            insert into workflow_version (workflow_id, version, workspace_id, title, description,
                text, saved_at, saved_by)
            values (:id, :version, :workspaceId, :title, :description, :text, :at, :by)
            """)
        .bind("id", version.workflowId())
        .bind("version", version.version())
        .bind("workspaceId", workspaceId)
        .bind("title", version.title())
        .bind("description", version.description())
        .bind("text", version.text())
        .bind("at", version.savedAt().atOffset(ZoneOffset.UTC))
        .bind("by", version.savedBy())
        .execute();
    handle
        .createUpdate(
            """
            update workflow set newest_version = :version, removed = false
            where id = :id and workspace_id = :workspaceId
            """)
        .bind("version", version.version())
        .bind("id", version.workflowId())
        .bind("workspaceId", workspaceId)
        .execute();
  }

  @Override
  public List<WorkflowVersion> list(UUID workspaceId, String search, int limit, int offset) {
    return query(
        workspaceId,
        """
         and v.version = w.newest_version and not w.removed
         and position(lower(:search) in lower(w.name || ' ' || v.title || ' ' || v.description)) > 0
        order by w.name limit :limit offset :offset
        """,
        Map.of("search", search, "limit", limit, "offset", offset));
  }

  /** Plain JDBC: every start asks. */
  @Override
  public Optional<Reference> reference(UUID workspaceId, String name, @Nullable Integer version) {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select w.id, v.version from workflow w join workflow_version v
                    on v.workflow_id = w.id and v.version = coalesce(?, w.newest_version)
                where w.workspace_id = ? and w.name = ? and not w.removed
                """)) {
      query.setObject(1, version, Types.INTEGER);
      query.setObject(2, workspaceId);
      query.setString(3, name);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(new Reference(row.getObject(1, UUID.class), row.getInt(2)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  @Override
  public Optional<WorkflowVersion> find(UUID workspaceId, String name) {
    return query(
            workspaceId,
            " and v.version = w.newest_version and not w.removed and w.name = :name",
            Map.of("name", name))
        .stream()
        .findFirst();
  }

  @Override
  public Optional<WorkflowVersion> find(UUID workspaceId, String name, int version) {
    return query(
            workspaceId,
            " and not w.removed and w.name = :name and v.version = :version",
            Map.of("name", name, "version", version))
        .stream()
        .findFirst();
  }

  @Override
  public Optional<WorkflowVersion> find(UUID workspaceId, UUID workflowId, int version) {
    return query(
            workspaceId,
            " and w.id = :id and v.version = :version",
            Map.of("id", workflowId, "version", version))
        .stream()
        .findFirst();
  }

  @Override
  public List<WorkflowVersion> versions(UUID workspaceId, String name) {
    return query(
        workspaceId,
        " and not w.removed and w.name = :name order by v.version desc",
        Map.of("name", name));
  }

  private List<WorkflowVersion> query(UUID workspaceId, String rest, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("workspaceId", workspaceId);
    return sql.list(
        SELECT + rest,
        all,
        row ->
            new WorkflowVersion(
                row.uuid("id"),
                row.text("name"),
                row.number("version"),
                row.text("title"),
                row.text("description"),
                row.text("text"),
                row.instant("saved_at"),
                row.text("saved_by")));
  }

  @Override
  public boolean remove(UUID workspaceId, String name) {
    return database.available(() ->
        database
            .jdbi()
            .inTransaction(handle -> {
              OriginRows.delete(handle, workspaceId, name);
              return handle
                      .createUpdate(
                          """
                          update workflow set removed = true
                          where workspace_id = :workspaceId and name = :name and not removed
                          """)
                      .bind("workspaceId", workspaceId)
                      .bind("name", name)
                      .execute()
                  == 1;
            }));
  }

  @Override
  public List<WorkflowOrigin> origins(UUID workspaceId) {
    return OriginRows.newest(sql, workspaceId);
  }
}
