package io.aiops.studio.host.persistence;

import io.aiops.studio.host.plugin.PluginStore;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Plugins in PostgreSQL. */
public final class JdbiPluginStore implements PluginStore {

  private final Database database;

  public JdbiPluginStore(Database database) {
    this.database = database;
  }

  @Override
  public List<Stored> list() {
    return database.available(() ->
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        """
                        select name, version, title, description, sha256, enabled, shipped,
                               installed_at, installed_by
                        from plugin order by name
                        """)
                    .map((rs, context) ->
                        new Stored(
                            rs.getString("name"),
                            rs.getString("version"),
                            rs.getString("title"),
                            rs.getString("description"),
                            rs.getString("sha256"),
                            rs.getBoolean("enabled"),
                            rs.getBoolean("shipped"),
                            JdbcExecutionStore.instant(rs, "installed_at"),
                            rs.getString("installed_by")))
                    .list()));
  }

  @Override
  public Optional<byte[]> jar(String name) {
    return database.available(() ->
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select jar from plugin where name = :name")
                    .bind("name", name)
                    .mapTo(byte[].class)
                    .findOne()));
  }

  @Override
  public void save(Stored plugin, byte[] jar) {
    database.available(() ->
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createUpdate(
                        """
                        insert into plugin (name, version, title, description, sha256,
                            enabled, shipped, installed_at, installed_by, jar)
                        values (:name, :version, :title, :description, :sha256, :enabled,
                            :shipped, :at, :installedBy, :jar)
                        on conflict (name) do update set version = excluded.version,
                            title = excluded.title, description = excluded.description,
                            sha256 = excluded.sha256, enabled = excluded.enabled,
                            shipped = excluded.shipped,
                            installed_at = excluded.installed_at,
                            installed_by = excluded.installed_by, jar = excluded.jar
                        """)
                    .bindMethods(plugin)
                    .bind("at", plugin.installedAt().atOffset(ZoneOffset.UTC))
                    .bind("jar", jar)
                    .execute()));
  }

  @Override
  public void enable(String name, boolean enabled) {
    database.available(() ->
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createUpdate("update plugin set enabled = :enabled where name = :name")
                    .bind("enabled", enabled)
                    .bind("name", name)
                    .execute()));
  }

  @Override
  public void remove(String name) {
    database.available(() ->
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createUpdate("delete from plugin where name = :name")
                    .bind("name", name)
                    .execute()));
  }
}
