package io.aiops.studio.host.execution;

import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.PlaceTurns.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Places in memory, for tests: it follows the log as the tables do. */
public final class InMemoryPlaceStore implements PlaceStore {

  private static final class Claim {
    private final Waiting waiting;
    private final UUID workspaceId;
    private Instant grantedAt;
    private boolean taken;

    Claim(Waiting waiting, UUID workspaceId) {
      this.waiting = waiting;
      this.workspaceId = workspaceId;
    }

    boolean untold() {
      return grantedAt != null && !taken;
    }
  }

  private record Bounded(UUID workspaceId, String name, int calls) {}

  private record Asker(UUID executionId, String path) {}

  private final Clock clock;
  private final Supplier<UUID> ids;
  private final Map<UUID, Bounded> connections = new LinkedHashMap<>();
  private final Map<Asker, Claim> claims = new LinkedHashMap<>();

  public InMemoryPlaceStore(Clock clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  public UUID connection(UUID workspaceId, String name, int calls) {
    UUID id = ids.get();
    connections.put(id, new Bounded(workspaceId, name, calls));
    return id;
  }

  /** In the transaction that appends. */
  public synchronized void follow(Append append) {
    ExecutionState state = append.state();
    if (!state.placing().ever()) {
      return;
    }
    List<StepState> steps = state.status().terminal() ? List.of() : state.placing().steps();
    Map<String, StepState> kept =
        steps.stream().collect(Collectors.toMap(StepState::path, step -> step));
    claims
        .keySet()
        .removeIf(by -> by.executionId().equals(state.id()) && !kept.containsKey(by.path()));
    for (Event event : append.events()) {
      switch (event) {
        case Event.StepQueued e -> {
          StepState step = kept.get(e.path());
          if (is(step, StepState.Status.WAITING, e.attempt(), e.round())) {
            ask(state, step);
          }
        }
        case Event.StepAdmitted e -> {
          if (is(kept.get(e.path()), StepState.Status.RUNNING, e.attempt(), e.round() + 1)) {
            take(new Holder(state.id(), e.path(), e.attempt(), e.round()));
          }
        }
        default -> {}
      }
    }
  }

  private static boolean is(StepState step, StepState.Status status, int attempt, int admitted) {
    return step != null
        && step.status() == status
        && step.attempt() == attempt
        && step.admitted() == admitted;
  }

  private void ask(ExecutionState state, StepState step) {
    Asker by = new Asker(state.id(), step.path());
    Set<UUID> needs = step.places().stream().map(Place::connectionId).collect(Collectors.toSet());
    Holder holder = new Holder(state.id(), step.path(), step.attempt(), step.admitted());
    // Anew, behind all others.
    claims.remove(by);
    claims.put(by, new Claim(new Waiting(holder, needs, state.priority()), state.workspaceId()));
  }

  private void take(Holder holder) {
    Claim claim = claims.get(new Asker(holder.executionId(), holder.path()));
    if (claim != null && claim.waiting.holder().equals(holder)) {
      claim.taken = true;
    }
  }

  @Override
  public synchronized List<Holder> grant() {
    Map<UUID, Integer> bounds = new LinkedHashMap<>();
    connections.forEach((id, bounded) -> bounds.put(id, bounded.calls()));
    PlaceTurns turns = new PlaceTurns(bounds);
    List<Waiting> waiting = new ArrayList<>();
    for (Claim claim : claims.values()) {
      if (claim.grantedAt == null) {
        waiting.add(claim.waiting);
      } else {
        turns.running(claim.waiting.holder().executionId(), claim.waiting.connections());
      }
    }
    List<Holder> chosen = turns.choose(waiting);
    claims.values().stream()
        .filter(claim -> chosen.contains(claim.waiting.holder()))
        .forEach(claim -> claim.grantedAt = clock.instant());
    return chosen;
  }

  @Override
  public synchronized List<Holder> unheard(Duration since) {
    Instant before = clock.instant().minus(since);
    return claims.values().stream()
        .filter(claim -> claim.untold() && !claim.grantedAt.isAfter(before))
        .map(claim -> claim.waiting.holder())
        .toList();
  }

  /** What has ended is gone already. */
  @Override
  public int mend() {
    return 0;
  }

  @Override
  public synchronized List<Standing> standing(UUID workspaceId) {
    List<Standing> standing = new ArrayList<>();
    connections.forEach((id, bounded) -> {
      List<Claim> of =
          claims.values().stream()
              .filter(claim -> claim.workspaceId.equals(workspaceId))
              .filter(claim -> claim.waiting.connections().contains(id))
              .toList();
      long running = of.stream().filter(claim -> claim.grantedAt != null).count();
      if (bounded.workspaceId().equals(workspaceId)) {
        standing.add(
            new Standing(
                bounded.name(), "CONNECTOR", bounded.calls(), running, of.size() - running));
      }
    });
    return standing;
  }

  /** Nobody has a place or waits for one. */
  public synchronized boolean empty() {
    return claims.isEmpty();
  }

  /** Somebody waits for a place. */
  public synchronized boolean waits() {
    return claims.values().stream().anyMatch(claim -> claim.grantedAt == null);
  }

  /** Somebody has a place and has not gone on. */
  public synchronized boolean untold() {
    return claims.values().stream().anyMatch(Claim::untold);
  }
}
