package io.aiops.studio.host.persistence;

import static java.util.Map.entry;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.node.Node;
import io.aiops.studio.host.node.NodeLog;
import io.aiops.studio.host.node.NodePlugins;
import io.aiops.studio.host.node.NodeRole;
import io.aiops.studio.host.node.NodeStore;
import io.aiops.studio.host.node.Silent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        insert into node (id, seat, name, roles, state, broker, workers, pools,
                          plugins_behind, plugin_set, plugins, silent, joined_at, beat_at)
        values (:id, :seat, :name, :roles, :state, :broker, :workers, :pools, :behind, :set,
            :plugins, :silent, now(), now())
        on conflict (id) do update set state = excluded.state, workers = excluded.workers,
            pools = excluded.pools, plugins_behind = excluded.plugins_behind, plugin_set = excluded.plugin_set,
            plugins = excluded.plugins, silent = excluded.silent, beat_at = excluded.beat_at
        """,
        Map.ofEntries(
            entry("id", beat.id()),
            entry("seat", beat.seat()),
            entry("name", beat.name()),
            entry(
                "roles", beat.roles().stream().map(NodeRole::word).sorted().toArray(String[]::new)),
            entry("state", beat.state().name()),
            entry("broker", beat.broker().name()),
            entry("workers", beat.workers()),
            entry("pools", Json.write(beat.pools())),
            entry("behind", beat.pluginsBehind().toArray(String[]::new)),
            entry("set", beat.plugins().set()),
            entry("plugins", Json.write(beat.plugins().plugins())),
            entry("silent", Json.write(beat.silent()))));
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
                List.of(Json.parse(row.text("pools"), Node.Pool[].class)),
                row.texts("plugins_behind"),
                row.instant("joined_at"),
                row.instant("beat_at"),
                Duration.ofMillis(Math.max(0, row.big("silence")))));
  }

  @Override
  public List<Silent.At> silent(UUID workspaceId) {
    return sql
        .list(
            """
            select name, silent from node where silent <> '[]' and state <> 'LEFT'
                and beat_at > clock_timestamp() - make_interval(secs => :seconds)
            order by name, joined_at, id
            """,
            Map.of("seconds", (double) Node.DEAD_AFTER.toSeconds()),
            row -> {
              String node = row.text("name");
              return Stream.of(Json.parse(row.text("silent"), Silent[].class))
                  .filter(silent -> silent.workspaceId().equals(workspaceId))
                  .map(silent -> new Silent.At(node, silent));
            })
        .stream()
        .flatMap(each -> each)
        .toList();
  }

  @Override
  public List<NodePlugins.At> plugins() {
    return sql.list(
        """
        select name, plugin_set, plugins from node where state <> 'LEFT'
            and beat_at > clock_timestamp() - make_interval(secs => :seconds)
        order by name, joined_at, id
        """,
        Map.of("seconds", (double) Node.DEAD_AFTER.toSeconds()),
        row ->
            new NodePlugins.At(
                row.text("name"),
                new NodePlugins(
                    row.big("plugin_set"),
                    List.of(Json.parse(row.text("plugins"), NodePlugins.Plugin[].class)))));
  }

  @Override
  public void log(UUID node, String plugin, List<NodeLog.Line> lines) {
    if (lines.isEmpty()) {
      sql.change(
          "delete from node_plugin_log where node_id = :node and plugin = :plugin",
          Map.of("node", node, "plugin", plugin));
      return;
    }
    sql.change(
        """
        insert into node_plugin_log (node_id, plugin, lines)
        select id, :plugin, :lines from node where id = :node
        on conflict (node_id, plugin) do update set lines = excluded.lines
        """,
        Map.of("node", node, "plugin", plugin, "lines", Json.write(lines)));
  }

  @Override
  public List<NodeLog.At> log(UUID workspaceId, String plugin) {
    return sql
        .list(
            """
            select node.name, log.lines from node_plugin_log log join node on node.id = log.node_id
            where log.plugin = :plugin order by node.name, node.joined_at, node.id
            """,
            Map.of("plugin", plugin),
            row ->
                new NodeLog.At(
                    row.text("name"),
                    Stream.of(Json.parse(row.text("lines"), NodeLog.Line[].class))
                        .filter(line -> line.isFor(workspaceId))
                        .toList()))
        .stream()
        .filter(at -> !at.lines().isEmpty())
        .toList();
  }

  @Override
  public int bury(Duration silence) {
    return sql.change(
        "delete from node where beat_at < now() - make_interval(secs => :seconds)",
        Map.of("seconds", (double) silence.toSeconds()));
  }
}
