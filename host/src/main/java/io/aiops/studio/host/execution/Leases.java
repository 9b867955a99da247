package io.aiops.studio.host.execution;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Who has which attempt in hand, for those that run, or wait there for their turn, longer than a
 * moment: a node holds an attempt for a while and renews it, so that another may take over what a
 * dead one held. Its clock is the store's.
 */
public interface Leases {

  /** One try of one step. */
  record Attempt(UUID executionId, String path, int attempt) {}

  /**
   * @param live whether its time is not over
   * @param begun whether a node has begun with it, that one or one before
   */
  record Held(Attempt attempt, UUID node, boolean live, boolean begun) {}

  /**
   * What happened to executions beyond what was known.
   *
   * @param reached the last event of each
   */
  record News(Map<UUID, Long> reached, List<Ending> endings) {
    public News {
      reached = Map.copyOf(reached);
      endings = List.copyOf(endings);
    }
  }

  /**
   * Takes or renews attempts for a node, which has begun with them.
   *
   * @return those it has now; the others are held by another node that is alive
   */
  Set<Attempt> hold(UUID node, Collection<Attempt> attempts, Duration length);

  /**
   * Takes or renews attempts for a node, which will begin with them in their turn.
   *
   * @return as {@link #hold}
   */
  Set<Attempt> reserve(UUID node, Collection<Attempt> attempts, Duration length);

  /** The node has ended them. */
  void release(UUID node, Collection<Attempt> attempts);

  /** All that are held, or were and nobody released, of one execution. */
  List<Held> of(UUID executionId);

  /**
   * Whether a node may begin with an attempt as far as can be seen: its execution goes on, and
   * nobody else that is alive holds it.
   */
  boolean free(UUID node, Attempt attempt);

  /** Whether the execution has reached its end, or is not there. */
  boolean ended(UUID executionId);

  /**
   * What ended attempts meanwhile.
   *
   * @param known the last event known of each execution
   * @param paths of the steps that are asked about, with those of the lists around them
   */
  News news(Map<UUID, Long> known, Set<String> paths);

  /** Forgets what nobody renewed for so long; says how many. */
  int forget(Duration silence);
}
