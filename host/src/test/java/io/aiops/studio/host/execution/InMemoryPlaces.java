package io.aiops.studio.host.execution;

import io.aiops.studio.host.execution.ExecutionStore.Append;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Places in memory, for tests; of workflows only, no workspace is bounded. */
public final class InMemoryPlaces implements LimitStore {

  private static final class Claim {
    private final UUID workflowId;
    private final Turns.Waiting waiting;
    private Instant grantedAt;
    private boolean taken;

    Claim(UUID workflowId, Turns.Waiting waiting) {
      this.workflowId = workflowId;
      this.waiting = waiting;
    }
  }

  private final ExecutionStore store;
  private final Clock clock;
  private final boolean countsGranted;
  private final Map<UUID, Claim> claims = new LinkedHashMap<>();

  /**
   * @param countsGranted false if only those count that have heard of their place, which is wrong
   */
  public InMemoryPlaces(ExecutionStore store, Clock clock, boolean countsGranted) {
    this.countsGranted = countsGranted;
    this.store = store;
    this.clock = clock;
  }

  /** In the transaction that appends. */
  public void follow(Append append) {
    ExecutionState state = append.state();
    if (!state.limited()) {
      return;
    }
    for (Event event : append.events()) {
      switch (event) {
        case Event.ExecutionQueued e -> claim(state);
        case Event.ExecutionAdmitted e ->
            Optional.ofNullable(claims.get(state.id())).ifPresent(claim -> claim.taken = true);
        default -> {}
      }
    }
    if (state.status().terminal()) {
      claims.remove(state.id());
    }
  }

  private void claim(ExecutionState state) {
    UUID workflowId = store.header(state.id()).orElseThrow().workflowId();
    int most = state.workflow().queueing().executions();
    claims.put(
        state.id(),
        new Claim(
            workflowId,
            new Turns.Waiting(
                state.id(), state.workspaceId(), workflowId, most, state.priority())));
  }

  @Override
  public List<UUID> grant(int most) {
    Turns turns = new Turns(most, Map.of());
    List<Turns.Waiting> waiting = new ArrayList<>();
    for (Claim claim : claims.values()) {
      if (claim.grantedAt == null) {
        waiting.add(claim.waiting);
      } else if (countsGranted || claim.taken) {
        turns.running(claim.waiting.workspaceId(), claim.workflowId, 1);
      }
    }
    List<UUID> chosen = turns.choose(waiting, Integer.MAX_VALUE);
    chosen.forEach(id -> claims.get(id).grantedAt = clock.instant());
    return chosen;
  }

  @Override
  public List<UUID> unheard(Duration since) {
    Instant before = clock.instant().minus(since);
    return claims.entrySet().stream()
        .filter(e -> e.getValue().grantedAt != null && !e.getValue().taken)
        .filter(e -> e.getValue().grantedAt.isBefore(before))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public int mend() {
    int before = claims.size();
    claims
        .keySet()
        .removeIf(id -> store.header(id).map(header -> header.status().terminal()).orElse(true));
    return before - claims.size();
  }

  @Override
  public Map<UUID, Integer> workspaces() {
    return Map.of();
  }

  @Override
  public void bound(UUID workspaceId, int most) {
    throw new UnsupportedOperationException("no workspace is bounded here");
  }

  @Override
  public Standing standing(UUID workspaceId) {
    long running = claims.values().stream().filter(claim -> claim.grantedAt != null).count();
    return new Standing(running, claims.size() - running);
  }

  /** When the next that was not heard of is told again; empty if all have begun. */
  public Optional<Instant> untold() {
    return claims.values().stream()
        .filter(claim -> claim.grantedAt != null && !claim.taken)
        .map(claim -> claim.grantedAt)
        .min(Comparator.naturalOrder());
  }
}
