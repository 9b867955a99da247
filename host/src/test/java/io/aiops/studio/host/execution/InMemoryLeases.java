package io.aiops.studio.host.execution;

import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.ExecutionStore.Recorded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Leases in memory, for tests; one for all nodes. */
public final class InMemoryLeases implements Leases {

  private record Lease(UUID node, Instant until, boolean begun) {}

  private final ExecutionStore store;
  private final Clock clock;
  private final Map<Attempt, Lease> leases = new LinkedHashMap<>();
  private final Map<Attempt, Integer> asked = new HashMap<>();

  public InMemoryLeases(ExecutionStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Set<Attempt> hold(UUID node, Collection<Attempt> attempts, Duration length) {
    return take(node, attempts, length, true);
  }

  @Override
  public Set<Attempt> reserve(UUID node, Collection<Attempt> attempts, Duration length) {
    return take(node, attempts, length, false);
  }

  private synchronized Set<Attempt> take(
      UUID node, Collection<Attempt> attempts, Duration length, boolean begun) {
    attempts.forEach(attempt -> asked.merge(attempt, 1, Integer::sum));
    Set<Attempt> held = new HashSet<>();
    Instant now = clock.instant();
    for (Attempt attempt : attempts) {
      Lease known = leases.get(attempt);
      if (known == null || known.node().equals(node) || known.until().isBefore(now)) {
        boolean before = known != null && known.begun();
        leases.put(attempt, new Lease(node, now.plus(length), before || begun));
        held.add(attempt);
      }
    }
    return held;
  }

  /** How often somebody wanted to hold it. */
  public synchronized int asked(Attempt attempt) {
    return asked.getOrDefault(attempt, 0);
  }

  @Override
  public synchronized void release(UUID node, Collection<Attempt> attempts) {
    for (Attempt attempt : attempts) {
      leases.computeIfPresent(attempt, (a, known) -> known.node().equals(node) ? null : known);
    }
  }

  @Override
  public synchronized List<Held> of(UUID executionId) {
    Instant now = clock.instant();
    List<Held> held = new ArrayList<>();
    leases.forEach((attempt, lease) -> {
      if (attempt.executionId().equals(executionId)) {
        held.add(new Held(attempt, lease.node(), lease.until().isAfter(now), lease.begun()));
      }
    });
    return held;
  }

  @Override
  public synchronized boolean free(UUID node, Attempt attempt) {
    Lease known = leases.get(attempt);
    return !ended(attempt.executionId())
        && (known == null || known.node().equals(node) || !known.until().isAfter(clock.instant()));
  }

  @Override
  public boolean ended(UUID executionId) {
    return store.header(executionId).map(Header::status).map(s -> s.terminal()).orElse(true);
  }

  @Override
  public News news(Map<UUID, Long> known, Set<String> paths) {
    Map<UUID, Long> reached = new HashMap<>(known);
    List<Ending> endings = new ArrayList<>();
    known.forEach((id, after) -> {
      for (Recorded recorded : store.events(id, after, Integer.MAX_VALUE)) {
        reached.put(id, recorded.sequence());
        String type = EventCodec.type(recorded.event());
        Ending ending =
            switch (recorded.event()) {
              case Event.StepCompleted e ->
                  new Ending(id, recorded.sequence(), type, e.path(), e.attempt(), List.of());
              case Event.StepFailed e ->
                  new Ending(id, recorded.sequence(), type, e.path(), e.attempt(), List.of());
              case Event.ApprovalRequested e ->
                  new Ending(id, recorded.sequence(), type, e.path(), e.attempt(), List.of());
              case Event.StepQueued e ->
                  new Ending(id, recorded.sequence(), type, e.path(), e.attempt(), List.of());
              case Event.FallbackTaken e ->
                  new Ending(id, recorded.sequence(), type, e.path(), e.attempt(), List.of());
              case Event.PlanAdopted e ->
                  new Ending(id, recorded.sequence(), type, e.path(), e.attempt(), List.of());
              case Event.ItemFailed e ->
                  new Ending(id, recorded.sequence(), type, e.path(), 0, List.of());
              case Event.RolledBack e ->
                  new Ending(id, recorded.sequence(), type, e.path(), 0, e.invalidated());
              default -> new Ending(id, recorded.sequence(), type, "", 0, List.of());
            };
        boolean step = Ending.OF_STEPS.contains(type);
        boolean asked =
            paths.stream()
                .anyMatch(p -> p.equals(ending.path()) || Ending.around(p).contains(ending.path()));
        if (step && asked || Ending.OF_MANY.contains(type)) {
          endings.add(ending);
        }
      }
    });
    return new News(reached, endings);
  }

  @Override
  public synchronized int forget(Duration silence) {
    Instant before = clock.instant().minus(silence);
    int size = leases.size();
    leases.values().removeIf(lease -> lease.until().isBefore(before));
    return size - leases.size();
  }
}
