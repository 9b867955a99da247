package io.aiops.studio.host.persistence;

import io.aiops.studio.host.plugin.PluginStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plugins in PostgreSQL. */
public final class JdbiPluginStore implements PluginStore {

  private final Sql sql;

  public JdbiPluginStore(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public List<Stored> list() {
    return sql.list(
        """
        select name, version, title, description, sha256, enabled, shipped,
               installed_at, installed_by
        from plugin order by name
        """,
        Map.of(),
        row ->
            new Stored(
                row.text("name"),
                row.text("version"),
                row.text("title"),
                row.text("description"),
                row.text("sha256"),
                row.flag("enabled"),
                row.flag("shipped"),
                row.instant("installed_at"),
                row.text("installed_by")));
  }

  @Override
  public Optional<byte[]> jar(String name) {
    return sql.find(
        "select jar from plugin where name = :name", Map.of("name", name), row -> row.bytes("jar"));
  }

  @Override
  public void save(Stored plugin, byte[] jar) {
    sql.change(
        """
        insert into plugin (name, version, title, description, sha256,
            enabled, shipped, installed_at, installed_by, jar)
        values (:name, :version, :title, :description, :sha256, :enabled,
            :shipped, :at, :installedBy, :jar)
        on conflict (name) do update set version = excluded.version,
            title = excluded.title, description = excluded.description,
            sha256 = excluded.sha256, enabled = excluded.enabled,
            shipped = excluded.shipped, installed_at = excluded.installed_at,
            installed_by = excluded.installed_by, jar = excluded.jar
        """,
        Map.of(
            "name", plugin.name(),
            "version", plugin.version(),
            "title", plugin.title(),
            "description", plugin.description(),
            "sha256", plugin.sha256(),
            "enabled", plugin.enabled(),
            "shipped", plugin.shipped(),
            "at", plugin.installedAt(),
            "installedBy", plugin.installedBy(),
            "jar", jar));
  }

  @Override
  public void enable(String name, boolean enabled) {
    sql.change(
        "update plugin set enabled = :enabled where name = :name",
        Map.of("enabled", enabled, "name", name));
  }

  @Override
  public void remove(String name) {
    sql.change("delete from plugin where name = :name", Map.of("name", name));
  }
}
