package io.aiops.studio.host.event;

import io.aiops.studio.host.event.EventFeed.Notice;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The other nodes, as far as notices go: what is told here is heard there. Nothing is kept for a
 * node that is away; one that has missed something hears that it has.
 */
public interface Neighbours {

  /** A notice, and the workspace whose it is. */
  record Told(UUID workspaceId, Notice notice) {}

  /**
   * Tells all other nodes; nothing at all is a sign of life.
   *
   * @throws io.aiops.studio.host.problem.UnavailableException if it could not be told: the others
   *     will know that they missed something
   */
  void tell(List<Told> told);

  /** Something was not told: the others will know that they missed it. */
  void skip();

  /**
   * Hears the others from now on.
   *
   * @param heard gets what another node told; returns at once, throws nothing
   * @param missed called when something was lost on the way
   */
  void listen(Consumer<List<Told>> heard, Runnable missed);
}
