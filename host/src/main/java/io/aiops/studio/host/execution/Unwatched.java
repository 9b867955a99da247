package io.aiops.studio.host.execution;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Executions by when the engine looks at them if nothing else happens: those it never does, and
 * those it should have. What people ask is bound to their workspace; of others they are told how
 * many, and which only if they keep the whole studio.
 */
public interface Unwatched {

  /**
   * An execution that should have been looked at.
   *
   * @param since when it should have been
   */
  record Overdue(UUID executionId, Instant since) {}

  /**
   * One of another workspace that should have been looked at.
   *
   * @param workspace its name
   * @param since when it should have been
   */
  record Elsewhere(UUID executionId, String workspace, Instant since) {}

  /**
   * One that is to be looked at never.
   *
   * @param sequence of its last event, as its row has it
   */
  record Row(UUID executionId, UUID workspaceId, long sequence) {}

  /**
   * For the studio itself: those of all workspaces.
   *
   * @param after the last of the page before; null for the first
   * @return by id
   */
  List<Row> page(@Nullable UUID after, int limit);

  /**
   * For the studio itself: has them looked at, as {@link #watch(UUID, Collection, Instant)} does.
   *
   * @return which these were
   */
  Set<UUID> watch(Collection<Row> executions, Instant at);

  /** How many of other workspaces should have been looked at before then. */
  long overdueElsewhere(UUID workspaceId, Instant before);

  /** For who keeps the studio: which these are, the longest ago first. */
  List<Elsewhere> overdueElsewhere(UUID workspaceId, Instant before, int limit);

  /**
   * Those that have not ended and have no time to be looked at: they wait for something outside, or
   * are forgotten.
   *
   * @param after the last of the page before; null for the first
   * @return by id
   */
  List<UUID> page(UUID workspaceId, @Nullable UUID after, int limit);

  /** Those that should have been looked at before then, the longest ago first. */
  List<Overdue> overdue(UUID workspaceId, Instant before, int limit);

  /**
   * Has them looked at, those that still have no time for it and have not ended.
   *
   * @return which these were
   */
  Set<UUID> watch(UUID workspaceId, Collection<UUID> executions, Instant at);
}
