package io.aiops.studio.host.persistence;

import io.aiops.studio.host.node.Node;
import io.aiops.studio.host.node.NodeRole;
import io.aiops.studio.host.node.NodeStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Nodes in PostgreSQL, by its clock. */
public final class JdbiNodeStore implements NodeStore {

  private final Sql sql;

  public JdbiNodeStore(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public void beat(Beat beat) {
    sql.change(
        """
        insert into node (id, seat, name, roles, state, broker, workers, plugins_behind,
                          joined_at, beat_at)
        values (:id, :seat, :name, :roles, :state, :broker, :workers, :behind, now(), now())
        on conflict (id) do update set state = excluded.state, workers = excluded.workers,
            plugins_behind = excluded.plugins_behind, beat_at = excluded.beat_at
        """,
        Map.of(
            "id",
            beat.id(),
            "seat",
            beat.seat(),
            "name",
            beat.name(),
            "roles",
            beat.roles().stream().map(NodeRole::word).sorted().toArray(String[]::new),
            "state",
            beat.state().name(),
            "broker",
            beat.broker().name(),
            "workers",
            beat.workers(),
            "behind",
            beat.pluginsBehind().toArray(String[]::new)));
  }

  @Override
  public void takeSeat(UUID seat, UUID id) {
    sql.change("delete from node where seat = :seat and id <> :id", Map.of("seat", seat, "id", id));
  }

  @Override
  public List<Node> list() {
    return sql.list(
        """
        select *, (extract(epoch from clock_timestamp() - beat_at) * 1000)::bigint as silence
        from node order by name, joined_at, id
        """,
        Map.of(),
        row ->
            new Node(
                row.uuid("id"),
                row.text("name"),
                row.texts("roles").stream()
                    .map(word -> NodeRole.read(word).orElseThrow())
                    .flatMap(java.util.Set::stream)
                    .collect(Collectors.toSet()),
                Node.State.valueOf(row.text("state")),
                Node.Broker.valueOf(row.text("broker")),
                row.number("workers"),
                row.texts("plugins_behind"),
                row.instant("joined_at"),
                row.instant("beat_at"),
                Duration.ofMillis(Math.max(0, row.big("silence")))));
  }

  @Override
  public int bury(Duration silence) {
    return sql.change(
        "delete from node where beat_at < now() - make_interval(secs => :seconds)",
        Map.of("seconds", (double) silence.toSeconds()));
  }
}
