package io.aiops.studio.marketplace.persistence;

import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.Sql;
import io.aiops.studio.marketplace.publishing.Contributor;
import io.aiops.studio.marketplace.publishing.ContributorStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who submits for which publisher, in PostgreSQL. */
public final class JdbiContributorStore implements ContributorStore {

  private final Sql sql;

  public JdbiContributorStore(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public List<Contributor> list() {
    return sql.list(
        "select * from catalog_contributor order by namespace, user_name, user_id limit 1000",
        Map.of(),
        row ->
            new Contributor(
                row.text("namespace"),
                row.uuid("user_id"),
                row.text("user_name"),
                row.instant("added_at"),
                row.text("added_by")));
  }

  @Override
  public Set<String> namespaces(UUID user) {
    return Set.copyOf(
        sql.list(
            "select namespace from catalog_contributor where user_id = :user",
            Map.of("user", user),
            row -> row.text("namespace")));
  }

  @Override
  public boolean add(Contributor contributor) {
    return sql.change(
            """
            insert into catalog_contributor (namespace, user_id, user_name, added_at, added_by)
            values (:namespace, :user, :name, :at, :by) on conflict do nothing
            """,
            Map.of(
                "namespace", contributor.namespace(),
                "user", contributor.userId(),
                "name", contributor.userName(),
                "at", contributor.addedAt(),
                "by", contributor.addedBy()))
        > 0;
  }

  @Override
  public boolean remove(String namespace, UUID user) {
    return sql.change(
            "delete from catalog_contributor where namespace = :namespace and user_id = :user",
            Map.of("namespace", namespace, "user", user))
        > 0;
  }
}
