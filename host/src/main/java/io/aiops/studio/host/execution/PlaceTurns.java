package io.aiops.studio.host.execution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a place at a connection: the highest priority; of those, the execution with the fewest
 * places; of those, who asked first. Who needs places at several connections gets all or none, so
 * that nobody has one while waiting for another; the first that must wait keeps others from what it
 * needs, so that it is not waited past for ever.
 */
public final class PlaceTurns {

  /** Somebody who waits. */
  public record Waiting(PlaceStore.Holder holder, Set<UUID> connections, int priority) {
    public Waiting {
      connections = Set.copyOf(connections);
    }
  }

  private final Map<UUID, Integer> bounds;
  private final Map<UUID, Integer> taken = new HashMap<>();
  private final Map<UUID, Integer> byExecution = new HashMap<>();

  /**
   * @param bounds how many calls each connection takes at the same time; any number if it is not
   *     here
   */
  public PlaceTurns(Map<UUID, Integer> bounds) {
    this.bounds = bounds;
  }

  /** An attempt of it has these. */
  public void running(UUID executionId, Set<UUID> connections) {
    connections.forEach(connection -> taken.merge(connection, 1, Integer::sum));
    byExecution.merge(executionId, 1, Integer::sum);
  }

  /**
   * @param waiting in the order they asked
   */
  public List<PlaceStore.Holder> choose(List<Waiting> waiting) {
    List<Waiting> left = new ArrayList<>(waiting);
    List<PlaceStore.Holder> chosen = new ArrayList<>();
    for (Waiting next = next(left); next != null; next = next(left)) {
      left.remove(next);
      if (next.connections().stream().allMatch(this::free)) {
        running(next.holder().executionId(), next.connections());
        chosen.add(next.holder());
      } else {
        Set<UUID> needs = next.connections();
        // Kept for it; the others that need the same cannot get them either.
        needs.forEach(connection -> taken.merge(connection, 1, Integer::sum));
        left.removeIf(each -> each.connections().equals(needs));
      }
    }
    return chosen;
  }

  /** Of equal ones the first in the list: that is who asked first. */
  private @Nullable Waiting next(List<Waiting> left) {
    return left.stream()
        .min(
            Comparator.comparingInt(Waiting::priority)
                .reversed()
                .thenComparing(each -> byExecution.getOrDefault(each.holder().executionId(), 0)))
        .orElse(null);
  }

  private boolean free(UUID connection) {
    Integer bound = bounds.get(connection);
    return bound == null || taken.getOrDefault(connection, 0) < bound;
  }
}
