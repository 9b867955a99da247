package io.aiops.studio.host.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Nodes in memory, for tests; its clock is moved by hand. */
class InMemoryNodeStore implements NodeStore {

  private record Kept(Beat beat, Instant joinedAt, Instant beatAt) {}

  private final Map<UUID, Kept> kept = new LinkedHashMap<>();
  private final Map<UUID, Map<String, List<NodeLog.Line>>> logs = new HashMap<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public synchronized void beat(Beat beat) {
    kept.merge(
        beat.id(), new Kept(beat, now, now), (old, next) -> new Kept(beat, old.joinedAt, now));
  }

  @Override
  public synchronized void takeSeat(UUID seat, UUID id) {
    kept.values().removeIf(k -> k.beat.seat().equals(seat) && !k.beat.id().equals(id));
  }

  @Override
  public synchronized List<Node> list() {
    List<Node> nodes = new ArrayList<>();
    for (Kept k : kept.values()) {
      nodes.add(
          new Node(
              k.beat.id(),
              k.beat.name(),
              k.beat.roles(),
              k.beat.state(),
              k.beat.broker(),
              k.beat.workers(),
              k.beat.pools(),
              k.beat.pluginsBehind(),
              k.joinedAt,
              k.beatAt,
              Duration.between(k.beatAt, now)));
    }
    nodes.sort(Comparator.comparing(Node::name).thenComparing(Node::joinedAt));
    return nodes;
  }

  @Override
  public synchronized List<Silent.At> silent(UUID workspaceId) {
    return kept.values().stream()
        .filter(k -> !k.beatAt.isBefore(now.minus(Node.DEAD_AFTER)))
        .flatMap(k -> k.beat.silent().stream().map(each -> new Silent.At(k.beat.name(), each)))
        .filter(at -> at.silent().workspaceId().equals(workspaceId))
        .toList();
  }

  @Override
  public synchronized List<NodePlugins.At> plugins() {
    return kept.values().stream()
        .filter(k -> !k.beatAt.isBefore(now.minus(Node.DEAD_AFTER)))
        .filter(k -> k.beat.state() != Node.State.LEFT)
        .map(k -> new NodePlugins.At(k.beat.name(), k.beat.plugins()))
        .toList();
  }

  @Override
  public synchronized void log(UUID node, String plugin, List<NodeLog.Line> lines) {
    if (kept.containsKey(node)) {
      logs.computeIfAbsent(node, id -> new HashMap<>()).put(plugin, List.copyOf(lines));
    }
  }

  @Override
  public synchronized List<NodeLog.At> log(UUID workspaceId, String plugin) {
    logs.keySet().retainAll(kept.keySet());
    return list().stream()
        .map(node ->
            new NodeLog.At(
                node.name(),
                logs.getOrDefault(node.id(), Map.of()).getOrDefault(plugin, List.of()).stream()
                    .filter(line -> line.isFor(workspaceId))
                    .toList()))
        .filter(at -> !at.lines().isEmpty())
        .toList();
  }

  @Override
  public synchronized int bury(Duration silence) {
    int before = kept.size();
    kept.values().removeIf(k -> k.beatAt.isBefore(now.minus(silence)));
    return before - kept.size();
  }
}
