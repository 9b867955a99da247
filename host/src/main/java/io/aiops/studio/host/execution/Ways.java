package io.aiops.studio.host.execution;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.Edge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The edges of a body by the steps they join; the same for every execution of it. */
final class Ways {

  /** By identity: as long as somebody keeps the body. */
  private static final LoadingCache<Body, Ways> KNOWN =
      Caffeine.newBuilder().weakKeys().executor(Runnable::run).build(Ways::new);

  private final Map<String, List<Edge>> incoming = new HashMap<>();
  private final Map<String, List<Edge>> outgoing = new HashMap<>();

  private Ways(Body body) {
    for (Edge edge : body.edges()) {
      incoming.computeIfAbsent(edge.to(), key -> new ArrayList<>(2)).add(edge);
      outgoing.computeIfAbsent(edge.from(), key -> new ArrayList<>(2)).add(edge);
    }
  }

  static Ways of(Body body) {
    return KNOWN.get(body);
  }

  List<Edge> incoming(String id) {
    return incoming.getOrDefault(id, List.of());
  }

  List<Edge> outgoing(String id) {
    return outgoing.getOrDefault(id, List.of());
  }
}
