package io.aiops.studio.host.worker;

import io.aiops.studio.host.execution.Ending;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a beat does: writes down what has run, or waited here, since the one before, renews what is
 * written, hears what need not run any more, and releases what has ended. For the keeper's thread,
 * if nothing else is said.
 */
final class Beats {

  private static final Logger LOG = LoggerFactory.getLogger(Beats.class);

  /** The same on all nodes, so that two of them do not wait for each other's rows. */
  private static final Comparator<Lease> IN_ORDER =
      Comparator.comparing((Lease lease) -> lease.attempt().executionId())
          .thenComparing(lease -> lease.attempt().path())
          .thenComparing(lease -> lease.attempt().attempt());

  private final Leases leases;
  private final UUID node;
  private final Rhythm rhythm;
  private final LongSupplier nanos;
  private final Door door;
  private final Set<Lease> running = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Leases.Attempt> ended = new ConcurrentLinkedQueue<>();
  private boolean silenced;

  Beats(Leases leases, UUID node, Rhythm rhythm, LongSupplier nanos) {
    this.leases = leases;
    this.node = node;
    this.rhythm = rhythm;
    this.nanos = nanos;
    this.door = new Door(leases, node, rhythm.length(), Rhythm.RENEWED);
  }

  /** What waits here for its turn; on any thread. */
  void watch(Supplier<List<Task>> waiting) {
    door.watch(waiting);
  }

  /**
   * It has its turn; on any thread.
   *
   * @return whether the others were told of it
   */
  boolean leaves(Leases.Attempt attempt) {
    return door.leaves(attempt);
  }

  /** It runs from now on; on any thread. */
  void begin(Lease lease) {
    lease.begun = nanos.getAsLong();
    running.add(lease);
  }

  /** On any thread. */
  void end(Lease lease) {
    running.remove(lease);
    if (lease.written) {
      ended.add(lease.attempt());
    }
  }

  /**
   * @param longerThan what runs not so long is left out
   */
  void tell(Duration longerThan) {
    try {
      long now = nanos.getAsLong();
      List<Lease> due =
          running.stream().filter(lease -> due(lease, now, longerThan)).sorted(IN_ORDER).toList();
      if (!due.isEmpty()) {
        renew(due, now);
        hear(due);
      }
      ended.addAll(door.tell(running));
      release();
      silenced = false;
    } catch (UnavailableException e) {
      if (!silenced) {
        LOG.warn("What runs here cannot be told to the others: {} Trying again.", e.getMessage());
      }
      silenced = true;
    }
  }

  private boolean due(Lease lease, long now, Duration longerThan) {
    return longerThan.isZero()
        || (lease.written
            ? now - lease.renewed >= rhythm.renewal().toNanos()
            : now - lease.begun >= longerThan.toNanos());
  }

  private void renew(List<Lease> due, long now) {
    Set<Leases.Attempt> held =
        leases.hold(node, due.stream().map(Lease::attempt).distinct().toList(), rhythm.length());
    for (Lease lease : due) {
      if (held.contains(lease.attempt())) {
        lease.written = true;
        lease.renewed = now;
        if (!running.contains(lease)) {
          // It ended meanwhile, and could not know that there was something to release.
          ended.add(lease.attempt());
        }
      } else {
        LOG.warn("{} is run by another node now and is stopped here", lease.attempt());
        lease.lose();
      }
    }
  }

  private void hear(List<Lease> due) {
    Map<UUID, Long> known = new HashMap<>();
    Set<String> paths = new HashSet<>();
    for (Lease lease : due) {
      known.merge(lease.attempt().executionId(), lease.known, Math::min);
      paths.add(lease.attempt().path());
    }
    Leases.News news = leases.news(known, paths);
    Map<UUID, List<Ending>> endings = new HashMap<>();
    for (Ending ending : news.endings()) {
      endings.computeIfAbsent(ending.executionId(), id -> new ArrayList<>()).add(ending);
    }
    for (Lease lease : due) {
      UUID id = lease.attempt().executionId();
      if (lease.endedBy(endings.getOrDefault(id, List.of()))) {
        LOG.info("{} has ended meanwhile and is stopped here", lease.attempt());
        lease.end();
      }
      lease.known = news.reached().getOrDefault(id, lease.known);
    }
  }

  private void release() {
    Set<Leases.Attempt> over = new HashSet<>();
    for (Leases.Attempt next = ended.poll(); next != null; next = ended.poll()) {
      over.add(next);
    }
    try {
      if (!over.isEmpty()) {
        leases.release(node, over);
      }
    } catch (UnavailableException e) {
      ended.addAll(over);
      throw e;
    }
  }

  /** No beat comes any more. */
  void close() {
    ended.addAll(door.close());
    try {
      release();
    } catch (UnavailableException e) {
      LOG.info("Leases are left to run out: {}", e.getMessage());
    }
  }
}
