package io.aiops.studio.host.definition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds a cycle among edges: what is left when steps without incoming edges are taken away. */
final class Cycles {

  private Cycles() {}

  /** Kahn's topological sort (1962); the first step that is left is followed until it repeats. */
  static Optional<List<String>> find(Collection<String> ids, List<Edge> edges) {
    Map<String, Integer> incoming = new HashMap<>();
    Map<String, List<String>> next = new HashMap<>();
    Map<String, List<String>> previous = new HashMap<>();
    for (Edge edge : edges) {
      incoming.merge(edge.to(), 1, Integer::sum);
      next.computeIfAbsent(edge.from(), key -> new ArrayList<>()).add(edge.to());
      previous.computeIfAbsent(edge.to(), key -> new ArrayList<>()).add(edge.from());
    }
    Set<String> left = new HashSet<>(ids);
    Deque<String> free = new ArrayDeque<>(ids);
    free.removeIf(id -> incoming.getOrDefault(id, 0) > 0);
    while (!free.isEmpty()) {
      String id = free.remove();
      left.remove(id);
      for (String to : next.getOrDefault(id, List.of())) {
        if (incoming.merge(to, -1, Integer::sum) == 0) {
          free.add(to);
        }
      }
    }
    return ids.stream().filter(left::contains).findFirst().map(id -> back(id, left, previous));
  }

  /** Every step that is left has one before it that is left too: going back must repeat. */
  private static List<String> back(
      String from, Set<String> left, Map<String, List<String>> previous) {
    List<String> path = new ArrayList<>();
    String id = from;
    while (!path.contains(id)) {
      path.add(id);
      id =
          previous.getOrDefault(id, List.of()).stream()
              .filter(left::contains)
              .findFirst()
              .orElseThrow();
    }
    List<String> cycle = new ArrayList<>(path.subList(path.indexOf(id), path.size()));
    cycle.add(id);
    return cycle.reversed();
  }
}
