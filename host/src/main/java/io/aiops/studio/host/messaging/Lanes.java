package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.Lane;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.SimpleString;

/**
 * The workspaces whose tasks come, as far as this node knows; each has a queue of its own in every
 * pool, its lane. They are never fewer than before; nor are the lanes that this node used.
 */
final class Lanes {

  private final Set<UUID> workspaces = ConcurrentHashMap.newKeySet();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Set<Lane> used = ConcurrentHashMap.newKeySet();
  private volatile Supplier<Set<Lane>> all = Set::of;
  private volatile Supplier<Set<String>> pools = Set::of;

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

  /** A task of that lane is sent, or asked about. */
  void use(Lane lane) {
    used.add(lane);
  }

  Set<Lane> used() {
    return Set.copyOf(used);
  }

  /** As {@link ArtemisTaskQueue#untold}. */
  void untold(Supplier<Set<Lane>> lanes, Supplier<Set<String>> served) {
    all = lanes;
    pools = served;
  }

  /**
   * The queues of tasks, that of the default pool first.
   *
   * @param told the names of all queues; none if the broker does not tell: then those that any node
   *     has to do with, as far as this one hears
   * @param served the pools that are served here
   */
  Set<SimpleString> queues(Collection<String> told, Set<String> served) {
    Set<String> named = new TreeSet<>(served);
    Set<Lane> lanes = new HashSet<>();
    if (told.isEmpty()) {
      lanes.addAll(used);
      lanes.addAll(all.get());
      named.addAll(pools.get());
      lanes.forEach(lane -> named.add(lane.pool()));
    }
    Set<SimpleString> queues = new LinkedHashSet<>();
    queues.add(Queues.TASKS);
    named.stream().map(Queues::ofPool).forEach(queues::add);
    told.stream()
        .filter(name -> name.startsWith(Queues.POOLS))
        .sorted()
        .map(SimpleString::of)
        .forEach(queues::add);
    lanes.stream()
        .map(lane -> Queues.lane(lane.pool(), lane.workspaceId()))
        .sorted()
        .forEach(queues::add);
    return queues;
  }

  Set<UUID> workspaces() {
    return Set.copyOf(workspaces);
  }
}
