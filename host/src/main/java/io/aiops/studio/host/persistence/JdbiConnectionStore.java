package io.aiops.studio.host.persistence;

import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.connection.ConnectionStore;
import io.aiops.studio.host.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/** Connections in PostgreSQL. */
public final class JdbiConnectionStore implements ConnectionStore {

  private static final String SELECT =
      """
      select id, kind, name, provider, settings, calls, changed_at, changed_by from connection
      where workspace_id = :workspaceId
      """;

  private final Database database;

  public JdbiConnectionStore(Database database) {
    this.database = database;
  }

  @Override
  public List<Stored> list(UUID workspaceId) {
    return database.available(() ->
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(SELECT + " order by kind, name")
                    .bind("workspaceId", workspaceId)
                    .map(JdbiConnectionStore::stored)
                    .list()));
  }

  @Override
  public Optional<Stored> find(UUID workspaceId, Connection.Kind kind, String name) {
    return database.available(() ->
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(SELECT + " and kind = :kind and name = :name")
                    .bind("workspaceId", workspaceId)
                    .bind("kind", kind.name())
                    .bind("name", name)
                    .map(JdbiConnectionStore::stored)
                    .findOne()));
  }

  @Override
  public void save(UUID workspaceId, Stored connection) {
    database.available(() ->
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createUpdate(
                        """
                        insert into connection (id, workspace_id, kind, name, provider,
                            settings, calls, changed_at, changed_by)
                        values (:id, :workspaceId, :kind, :name, :provider, :settings, :calls,
                            :at, :by)
                        on conflict (workspace_id, kind, name) do update
                        set provider = excluded.provider, settings = excluded.settings,
                            calls = excluded.calls,
                            changed_at = excluded.changed_at,
                            changed_by = excluded.changed_by
                        """)
                    .bind("id", connection.id())
                    .bind("workspaceId", workspaceId)
                    .bind("kind", connection.kind().name())
                    .bind("name", connection.name())
                    .bind("provider", connection.provider())
                    .bind("settings", Json.write(connection.settings()))
                    .bind("calls", connection.calls())
                    .bind("at", connection.changedAt().atOffset(ZoneOffset.UTC))
                    .bind("by", connection.changedBy())
                    .execute()));
  }

  @Override
  public boolean remove(UUID workspaceId, Connection.Kind kind, String name) {
    return database.available(() ->
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createUpdate(
                        """
                        delete from connection where workspace_id = :workspaceId
                          and kind = :kind and name = :name
                        """)
                    .bind("workspaceId", workspaceId)
                    .bind("kind", kind.name())
                    .bind("name", name)
                    .execute()))
        == 1;
  }

  private static Stored stored(ResultSet rs, StatementContext context) throws SQLException {
    return new Stored(
        rs.getObject("id", UUID.class),
        Connection.Kind.valueOf(rs.getString("kind")),
        rs.getString("name"),
        rs.getString("provider"),
        Json.parseMap(rs.getString("settings")),
        rs.getObject("calls", Integer.class),
        JdbcExecutionStore.instant(rs, "changed_at"),
        rs.getString("changed_by"));
  }
}
