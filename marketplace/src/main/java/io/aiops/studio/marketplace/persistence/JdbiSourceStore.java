package io.aiops.studio.marketplace.persistence;

import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.Sql;
import io.aiops.studio.marketplace.catalog.CatalogSource;
import io.aiops.studio.marketplace.catalog.SourceStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Other catalogs, in PostgreSQL. */
public final class JdbiSourceStore implements SourceStore {

  private final Sql sql;

  public JdbiSourceStore(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public List<CatalogSource> list() {
    return sql.list(
        "select * from catalog_source order by position, name",
        Map.of(),
        row ->
            new CatalogSource(
                row.text("name"),
                row.number("position"),
                CatalogSource.Kind.valueOf(row.text("kind")),
                row.text("location"),
                row.text("index_key"),
                row.instant("added_at"),
                row.text("added_by")));
  }

  @Override
  public void save(CatalogSource source) {
    sql.change(
        """
        insert into catalog_source as c
            (name, position, kind, location, index_key, added_at, added_by)
        values (:name, :position, :kind, :location, :key, :at, :by)
        on conflict (name) do update set position = excluded.position, kind = excluded.kind,
            location = excluded.location, index_key = excluded.index_key,
            added_at = excluded.added_at, added_by = excluded.added_by,
            serial = case when c.index_key = excluded.index_key then c.serial else 0 end,
            seen = case when c.index_key = excluded.index_key then c.seen else '' end
        """,
        Map.of(
            "name", source.name(),
            "position", source.position(),
            "kind", source.kind().name(),
            "location", source.location(),
            "key", source.indexKey(),
            "at", source.addedAt(),
            "by", source.addedBy()));
  }

  @Override
  public boolean remove(String name) {
    return sql.change("delete from catalog_source where name = :name", Map.of("name", name)) > 0;
  }

  @Override
  public boolean advance(String name, long serial, String hash, Set<String> namespaces) {
    return sql.change(
            """
            update catalog_source set serial = :serial, seen = :hash, namespaces = :namespaces
            where name = :name and (serial < :serial or (serial = :serial and seen = :hash))
            """,
            Map.of(
                "name", name,
                "serial", serial,
                "hash", hash,
                "namespaces", String.join(" ", new TreeSet<>(namespaces))))
        > 0;
  }

  @Override
  public long serial(String name) {
    return sql.find(
            "select serial from catalog_source where name = :name",
            Map.of("name", name),
            row -> row.big("serial"))
        .orElse(0L);
  }

  @Override
  public Set<String> namespaces(String name) {
    return sql.find(
            "select namespaces from catalog_source where name = :name and namespaces <> ''",
            Map.of("name", name),
            row -> Set.of(row.text("namespaces").split(" ", -1)))
        .orElse(Set.of());
  }
}
