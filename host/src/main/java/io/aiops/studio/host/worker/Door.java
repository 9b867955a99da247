package io.aiops.studio.host.worker;

import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What was taken by this node and waits for its turn: told to the other nodes once it has waited
 * for a beat, so that it does not count as lost. For the keeper's thread, if nothing else is said.
 */
final class Door {

  private final Leases leases;
  private final UUID node;
  private final Duration length;
  private final int renewed;
  private final Set<Leases.Attempt> told = ConcurrentHashMap.newKeySet();
  private volatile Supplier<List<Task>> waiting = List::of;
  private Set<Leases.Attempt> before = Set.of();
  private int beats;

  /**
   * @param length of a lease
   * @param renewed after so many beats
   */
  Door(Leases leases, UUID node, Duration length, int renewed) {
    this.leases = leases;
    this.node = node;
    this.length = length;
    this.renewed = renewed;
  }

  /** On any thread. */
  void watch(Supplier<List<Task>> what) {
    waiting = what;
  }

  /**
   * It has its turn, and whoever runs it holds it from now on; on any thread.
   *
   * @return whether the others were told of it
   */
  boolean leaves(Leases.Attempt attempt) {
    return told.remove(attempt);
  }

  /** Nothing waits here any more; those that were told of. */
  Set<Leases.Attempt> close() {
    waiting = List::of;
    return Set.copyOf(told);
  }

  /**
   * One beat.
   *
   * @param running whose leases are their own
   * @return those that were told of, and are here no longer
   * @throws io.aiops.studio.host.problem.UnavailableException if it cannot be told now
   */
  Set<Leases.Attempt> tell(Collection<Lease> running) {
    Set<Leases.Attempt> now =
        waiting.get().stream().map(Task::attemptOf).collect(Collectors.toSet());
    Set<Leases.Attempt> gone = new HashSet<>(told);
    gone.removeAll(now);
    // What has its turn just now is its runner's to release.
    gone.removeIf(attempt -> !told.remove(attempt));
    boolean all = ++beats % renewed == 0;
    List<Leases.Attempt> due =
        now.stream().filter(before::contains).filter(each -> all || !told.contains(each)).toList();
    before = now;
    if (!due.isEmpty()) {
      // Before it is written: what has its turn meanwhile releases it.
      told.addAll(due);
      Set<Leases.Attempt> held = leases.reserve(node, due, length);
      due.stream().filter(each -> !held.contains(each)).forEach(told::remove);
    }
    for (Lease lease : running) {
      if (gone.contains(lease.attempt())) {
        // It had its turn while it was told of, and could not know that there is what to release.
        lease.written = true;
        if (running.contains(lease)) {
          gone.remove(lease.attempt());
        }
      }
    }
    return gone;
  }
}
