package io.aiops.studio.host.persistence;

import io.aiops.studio.host.grant.Grant;
import io.aiops.studio.host.grant.GrantStore;
import io.aiops.studio.host.json.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What plugins may have, in PostgreSQL. */
public final class JdbiGrantStore implements GrantStore {

  private final Sql sql;

  public JdbiGrantStore(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public List<Grant> of(String plugin) {
    return sql.list(
        "select * from plugin_grant where plugin = :plugin order by permission collate \"C\"",
        Map.of("plugin", plugin),
        row ->
            new Grant(
                row.text("plugin"),
                row.text("permission"),
                row.text("granted_by"),
                row.instant("granted_at")));
  }

  /** In one statement, so that it is all or none. */
  @Override
  public void add(String plugin, Collection<String> permissions, String by, Instant at) {
    sql.change(
        """
        insert into plugin_grant (plugin, permission, granted_by, granted_at)
        select :plugin, permission, :by, :at
        from jsonb_array_elements_text(cast(:permissions as jsonb)) as wanted (permission)
        on conflict do nothing
        """,
        Map.of(
            "plugin", plugin,
            "permissions", Json.write(permissions),
            "by", by,
            "at", at));
  }

  @Override
  public boolean take(String plugin, String permission) {
    return sql.change(
            "delete from plugin_grant where plugin = :plugin and permission = :permission",
            Map.of("plugin", plugin, "permission", permission))
        > 0;
  }

  @Override
  public void forget(String plugin) {
    sql.change("delete from plugin_grant where plugin = :plugin", Map.of("plugin", plugin));
  }
}
