package io.aiops.studio.host.persistence;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.KeptVersion;
import io.aiops.studio.host.plugin.PluginSet;
import io.aiops.studio.host.plugin.PluginStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The plugin set's versions in PostgreSQL. */
public final class JdbiPluginStore implements PluginStore {

  private final Database database;
  private final Sql sql;

  public JdbiPluginStore(Database database) {
    this.database = database;
    this.sql = new Sql(database);
  }

  @Override
  public long version() {
    return sql.find(
            "select coalesce(max(version), 0) as version from plugin_set",
            Map.of(),
            row -> row.big("version"))
        .orElseThrow();
  }

  @Override
  public PluginSet current() {
    return sql.find(
            "select * from plugin_set order by version desc limit 1",
            Map.of(),
            JdbiPluginStore::made)
        .map(this::whole)
        .orElse(new PluginSet(0, Instant.EPOCH, "studio", "", List.of()));
  }

  @Override
  public Optional<PluginSet> set(long version) {
    return sql.find(
            "select * from plugin_set where version = :version",
            Map.of("version", version),
            JdbiPluginStore::made)
        .map(this::whole);
  }

  @Override
  public List<PluginSet.Made> history(int most) {
    return sql.list(
        "select * from plugin_set order by version desc limit :most",
        Map.of("most", most),
        JdbiPluginStore::made);
  }

  private static PluginSet.Made made(Sql.Row row) throws SQLException {
    return new PluginSet.Made(
        row.big("version"), row.instant("made_at"), row.text("made_by"), row.text("why"));
  }

  private PluginSet whole(PluginSet.Made made) {
    List<PluginSet.Entry> entries =
        sql.list(
            "select * from plugin_set_entry where set_version = :version",
            Map.of("version", made.version()),
            JdbiPluginStore::entry);
    return new PluginSet(made.version(), made.madeAt(), made.madeBy(), made.why(), entries);
  }

  @Override
  public Optional<PluginSet.Entry> entry(String sha256) {
    return sql.find(
        """
        select * from plugin_set_entry where sha256 = :sha256 order by set_version desc limit 1
        """,
        Map.of("sha256", sha256),
        JdbiPluginStore::entry);
  }

  @Override
  public Optional<PluginSet.Entry> entry(String name, String version) {
    return sql.find(
        """
        select * from plugin_set_entry where name = :name and version = :version
        order by set_version desc limit 1
        """,
        Map.of("name", name, "version", version),
        JdbiPluginStore::entry);
  }

  @Override
  public List<KeptVersion> versions(String name) {
    return sql.list(
        """
        select e.*, e.set_version = (select max(version) from plugin_set) as present
        from (select distinct on (sha256) * from plugin_set_entry where name = :name
              order by sha256, set_version desc) e
        order by set_version desc
        """,
        Map.of("name", name),
        row ->
            new KeptVersion(
                row.text("version"),
                row.text("sha256"),
                row.big("set_version"),
                row.instant("installed_at"),
                row.text("installed_by"),
                row.flag("present")));
  }

  private static PluginSet.Entry entry(Sql.Row row) throws SQLException {
    return new PluginSet.Entry(
        row.text("name"),
        row.text("version"),
        row.text("title"),
        row.text("description"),
        row.text("sha256"),
        row.flag("enabled"),
        row.flag("shipped"),
        row.instant("installed_at"),
        row.text("installed_by"),
        row.big("since"),
        row.textOrNull("previous"),
        Isolation.valueOf(row.text("isolation")));
  }

  @Override
  public Optional<byte[]> jar(String sha256) {
    return sql.find(
        "select jar from plugin_jar where sha256 = :sha256",
        Map.of("sha256", sha256),
        row -> row.bytes("jar"));
  }

  @Override
  public boolean append(PluginSet next, Map<String, byte[]> jars, Runnable also) {
    return database.available(
        () -> database.jdbi().inTransaction(handle -> write(next, jars, also)));
  }

  @Override
  public void together(Runnable work) {
    database.available(() ->
        database
            .jdbi()
            .inTransaction(handle -> {
              work.run();
              return true;
            }));
  }

  /** In the transaction that its statements find on this thread. */
  private boolean write(PluginSet next, Map<String, byte[]> jars, Runnable also) {
    int written =
        sql.change(
            """
            insert into plugin_set (version, made_at, made_by, why)
            values (:version, :at, :by, :why) on conflict do nothing
            """,
            Map.of(
                "version", next.version(),
                "at", next.madeAt(),
                "by", next.madeBy(),
                "why", next.why()));
    if (written == 0) {
      return false;
    }
    jars.forEach((sha256, jar) ->
        sql.change(
            "insert into plugin_jar (sha256, jar) values (:sha256, :jar) on conflict do nothing",
            Map.of("sha256", sha256, "jar", jar)));
    write(next);
    also.run();
    forget(next.version() - MOST_SETS);
    return true;
  }

  /** All in one statement: most of them are as they were in the set before. */
  private void write(PluginSet next) {
    sql.change(
        """
        insert into plugin_set_entry (set_version, name, version, title, description, sha256,
            enabled, shipped, installed_at, installed_by, since, previous, isolation)
        select :set, name, version, title, description, sha256, enabled, shipped, installed_at,
            installed_by, since, previous, isolation
        from jsonb_to_recordset(cast(:entries as jsonb)) as entry (name text, version text,
            title text, description text, sha256 text, enabled boolean, shipped boolean,
            installed_at timestamptz, installed_by text, since bigint, previous text,
            isolation text)
        """,
        Map.of(
            "set",
            next.version(),
            "entries",
            Json.write(next.entries().stream().map(JdbiPluginStore::row).toList())));
  }

  private static Map<String, @Nullable Object> row(PluginSet.Entry entry) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("name", entry.name());
    row.put("version", entry.version());
    row.put("title", entry.title());
    row.put("description", entry.description());
    row.put("sha256", entry.sha256());
    row.put("enabled", entry.enabled());
    row.put("shipped", entry.shipped());
    row.put("installed_at", entry.installedAt().toString());
    row.put("installed_by", entry.installedBy());
    row.put("since", entry.since());
    row.put("previous", entry.previous());
    row.put("isolation", entry.isolation().name());
    return row;
  }

  private void forget(long upTo) {
    int gone = sql.change("delete from plugin_set where version <= :upTo", Map.of("upTo", upTo));
    if (gone > 0) {
      sql.change(
          """
          delete from plugin_jar j
          where not exists (select from plugin_set_entry e where e.sha256 = j.sha256)
          """,
          Map.of());
    }
  }
}
