package io.aiops.studio.host.persistence;

import io.aiops.studio.host.trust.Publisher;
import io.aiops.studio.host.trust.PublisherKey;
import io.aiops.studio.host.trust.TrustStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Publishers in PostgreSQL. */
public final class JdbiTrustStore implements TrustStore {

  private record Owned(String namespace, PublisherKey key) {}

  private final Sql sql;

  public JdbiTrustStore(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public List<Publisher> publishers() {
    Map<String, List<PublisherKey>> keys =
        sql
            .list(
                """
                select k.*, r.revoked_at, r.reason from publisher_key k
                left join key_revocation r using (id) order by k.added_at, id
                """,
                Map.of(),
                row ->
                    new Owned(
                        row.text("namespace"),
                        new PublisherKey(
                            row.text("id"),
                            row.text("public_key"),
                            row.instant("added_at"),
                            row.instantOrNull("valid_until"),
                            row.instantOrNull("revoked_at"),
                            row.textOrNull("reason"))))
            .stream()
            .collect(
                Collectors.groupingBy(
                    Owned::namespace, Collectors.mapping(Owned::key, Collectors.toList())));
    return sql.list(
        "select * from publisher order by namespace collate \"C\"",
        Map.of(),
        row ->
            new Publisher(
                row.text("namespace"),
                row.text("name"),
                row.instant("added_at"),
                row.text("added_by"),
                keys.getOrDefault(row.text("namespace"), List.of())));
  }

  @Override
  public boolean add(Publisher publisher) {
    return sql.change(
            """
            insert into publisher (namespace, name, added_at, added_by)
            values (:namespace, :name, :at, :by) on conflict do nothing
            """,
            Map.of(
                "namespace", publisher.namespace(),
                "name", publisher.name(),
                "at", publisher.addedAt(),
                "by", publisher.addedBy()))
        > 0;
  }

  @Override
  public boolean addKey(String namespace, PublisherKey key) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("namespace", namespace);
    values.put("id", key.id());
    values.put("publicKey", key.publicKey());
    values.put("at", key.addedAt());
    values.put("until", key.validUntil());
    return sql.change(
            """
            insert into publisher_key (namespace, id, public_key, added_at, valid_until)
            select namespace, :id, :publicKey, :at, cast(:until as timestamptz) from publisher
            where namespace = :namespace on conflict do nothing
            """,
            values)
        > 0;
  }

  @Override
  public void revoke(String keyId, String reason, Instant at) {
    sql.change(
        """
        insert into key_revocation (id, reason, revoked_at)
        values (:id, :reason, :at) on conflict do nothing
        """,
        Map.of("id", keyId, "reason", reason, "at", at));
  }

  @Override
  public Optional<String> revoked(String keyId) {
    return sql.find(
        "select reason from key_revocation where id = :id",
        Map.of("id", keyId),
        row -> row.text("reason"));
  }

  @Override
  public boolean remove(String namespace) {
    return sql.change(
            "delete from publisher where namespace = :namespace", Map.of("namespace", namespace))
        > 0;
  }

  @Override
  public Set<String> shipped(String namespace) {
    return Set.copyOf(
        sql.list(
            "select key_id from publisher_shipped where namespace = :namespace",
            Map.of("namespace", namespace),
            row -> row.text("key_id")));
  }

  @Override
  public Set<String> shippedNamespaces() {
    return Set.copyOf(
        sql.list(
            "select distinct namespace from publisher_shipped",
            Map.of(),
            row -> row.text("namespace")));
  }

  @Override
  public void ship(String namespace, String keyId) {
    sql.change(
        """
        insert into publisher_shipped (namespace, key_id) values (:namespace, :id)
        on conflict do nothing
        """,
        Map.of("namespace", namespace, "id", keyId));
  }
}
