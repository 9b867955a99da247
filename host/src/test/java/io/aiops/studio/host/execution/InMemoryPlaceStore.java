package io.aiops.studio.host.execution;

import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.PlaceTurns.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Places in memory, for tests: it reads them from the states of what was appended. */
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
  }

  private record Bounded(UUID workspaceId, String name, int calls) {}

  private final Map<UUID, Bounded> connections = new LinkedHashMap<>();
  private final Map<String, Claim> claims = new LinkedHashMap<>();

  public UUID connection(UUID workspaceId, String name, int calls) {
    UUID id = UUID.randomUUID();
    connections.put(id, new Bounded(workspaceId, name, calls));
    return id;
  }

  public synchronized void appended(Append append) {
    ExecutionState state = append.state();
    List<StepState> steps = state.status().terminal() ? List.of() : state.placing().steps();
    Map<String, StepState> kept =
        steps.stream().collect(Collectors.toMap(step -> state.id() + step.path(), step -> step));
    claims
        .keySet()
        .removeIf(key -> key.startsWith(state.id().toString()) && !kept.containsKey(key));
    kept.forEach((key, step) -> {
      Claim known = claims.get(key);
      if (step.status() == StepState.Status.RUNNING) {
        known.taken = true;
      } else if (known == null || known.taken) {
        Set<UUID> needs =
            step.places().stream().map(Place::connectionId).collect(Collectors.toSet());
        Holder holder = new Holder(state.id(), step.path(), step.attempt(), step.admitted());
        claims.remove(key);
        claims.put(
            key, new Claim(new Waiting(holder, needs, state.priority()), state.workspaceId()));
      }
    });
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
        .forEach(claim -> claim.grantedAt = Instant.now());
    return chosen;
  }

  @Override
  public synchronized List<Holder> unheard(Duration since) {
    Instant before = Instant.now().minus(since);
    return claims.values().stream()
        .filter(claim -> !claim.taken && claim.grantedAt != null)
        .filter(claim -> !claim.grantedAt.isAfter(before))
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
}
