package io.aiops.studio.host.messaging;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.activemq.artemis.api.core.SimpleString;

/**
 * The workspaces whose tasks come, as far as this node knows; each has a queue of its own in every
 * pool, its lane. They are never fewer than before.
 */
final class Lanes {

  private final Set<UUID> workspaces = ConcurrentHashMap.newKeySet();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  void know(Collection<UUID> more) {
    if (workspaces.addAll(more)) {
      listeners.forEach(Runnable::run);
    }
  }

  /**
   * @param told when there are more, on any thread
   */
  void listen(Runnable told) {
    listeners.add(told);
  }

  int size() {
    return workspaces.size();
  }

  /**
   * The queues of tasks, that of the default pool first.
   *
   * @param told the names of all queues; none if the broker does not tell: then those that this
   *     node may have to do with
   * @param pools served here
   */
  Set<SimpleString> queues(Collection<String> told, Set<String> pools) {
    Set<SimpleString> queues = new LinkedHashSet<>();
    queues.add(Queues.TASKS);
    pools.stream().sorted().map(Queues::ofPool).forEach(queues::add);
    told.stream()
        .filter(name -> name.startsWith(Queues.POOLS))
        .sorted()
        .map(SimpleString::of)
        .forEach(queues::add);
    if (told.isEmpty()) {
      for (UUID workspace : workspaces) {
        queues.add(Queues.lane(Queues.DEFAULT_POOL, workspace));
        pools.forEach(pool -> queues.add(Queues.lane(pool, workspace)));
      }
    }
    return queues;
  }

  Set<UUID> workspaces() {
    return Set.copyOf(workspaces);
  }
}
