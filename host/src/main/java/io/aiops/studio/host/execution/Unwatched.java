package io.aiops.studio.host.execution;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Executions by when the engine looks at them if nothing else happens: those it never does, and
 * those it should have. Every method is bound to one workspace.
 */
public interface Unwatched {

  /**
   * An execution that should have been looked at.
   *
   * @param since when it should have been
   */
  record Overdue(UUID executionId, Instant since) {}

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
