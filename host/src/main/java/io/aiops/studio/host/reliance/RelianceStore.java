package io.aiops.studio.host.reliance;

import io.aiops.studio.host.connection.ConnectionStore;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads, across all workspaces, what may rely on a plugin. Only {@link StoredReliance} asks, and
 * shows names of the asker's own workspaces alone.
 */
public interface RelianceStore {

  /** The newest version of a workflow that is not removed. */
  record Definition(UUID workspaceId, UUID workflowId, String name, int version, String text) {}

  /** How many executions of one version of a workflow have not ended. */
  record InFlight(UUID workspaceId, UUID workflowId, int version, long executions) {}

  /** A connection, and whose it is. */
  record Owned(UUID workspaceId, ConnectionStore.Stored connection) {}

  /**
   * In an order of their own.
   *
   * @param naming only those whose text may name one of these; null for all
   * @param after the last one of the page before; null for the first page
   */
  List<Definition> newest(@Nullable Collection<String> naming, @Nullable UUID after, int limit);

  /** Those with most executions first. */
  List<InFlight> inFlight(int limit);

  /**
   * @param providers names of connectors and model providers
   */
  List<Owned> connections(Collection<String> providers);
}
