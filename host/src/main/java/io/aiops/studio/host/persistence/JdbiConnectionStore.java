package io.aiops.studio.host.persistence;

import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.connection.ConnectionStore;
import io.aiops.studio.host.json.Json;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Connections in PostgreSQL. */
public final class JdbiConnectionStore implements ConnectionStore {

  private static final String COLUMNS =
      "id, kind, name, provider, settings, calls, changed_at, changed_by";

  private static final String OF_WORKSPACE =
      "select " + COLUMNS + " from connection where workspace_id = ? order by kind, name";

  private static final String NAMED =
      " where workspace_id = :workspaceId and kind = :kind and name = :name";

  private final Database database;
  private final Sql sql;

  public JdbiConnectionStore(Database database) {
    this.database = database;
    this.sql = new Sql(database);
  }

  @Override
  public List<Stored> list(UUID workspaceId) {
    return sql.keyed(OF_WORKSPACE, workspaceId, JdbiConnectionStore::stored);
  }

  @Override
  public Optional<Stored> find(UUID workspaceId, Connection.Kind kind, String name) {
    return sql.find(
        "select " + COLUMNS + " from connection" + NAMED,
        Map.of("workspaceId", workspaceId, "kind", kind.name(), "name", name),
        JdbiConnectionStore::stored);
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
  public Optional<Stored> bound(
      UUID workspaceId,
      Connection.Kind kind,
      String name,
      @Nullable Integer calls,
      Instant changedAt,
      String changedBy) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("workspaceId", workspaceId);
    values.put("kind", kind.name());
    values.put("name", name);
    values.put("calls", calls);
    values.put("at", changedAt);
    values.put("by", changedBy);
    return sql.find(
        "update connection set calls = cast(:calls as int), changed_at = :at, changed_by = :by"
            + NAMED
            + " returning "
            + COLUMNS,
        values,
        JdbiConnectionStore::stored);
  }

  @Override
  public boolean remove(UUID workspaceId, Connection.Kind kind, String name) {
    return sql.change(
            "delete from connection" + NAMED,
            Map.of("workspaceId", workspaceId, "kind", kind.name(), "name", name))
        == 1;
  }

  static Stored stored(Sql.Row row) throws SQLException {
    return new Stored(
        row.uuid("id"),
        Connection.Kind.valueOf(row.text("kind")),
        row.text("name"),
        row.text("provider"),
        Json.parseMap(row.text("settings")),
        row.numberOrNull("calls"),
        row.instant("changed_at"),
        row.text("changed_by"));
  }
}
