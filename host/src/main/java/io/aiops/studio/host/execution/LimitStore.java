package io.aiops.studio.host.execution;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Who takes one of a bounded number of places, and who waits for one. A claim is written with the
 * event that queues an execution and goes with the event that ends it: in the same transaction.
 */
public interface LimitStore {

  /**
   * Gives free places to those whose turn it is.
   *
   * @param most in the studio at the same time, of those that are limited; 0 for any number
   * @return who got one
   */
  List<UUID> grant(int most);

  /** Those that got a place so long ago and have not begun: they may not have been told. */
  List<UUID> unheard(Duration since);

  /**
   * Takes places back whose executions have ended, or are none.
   *
   * @return how many: there should be none
   */
  int mend();

  /** How many executions of a workspace may run at the same time, where that is bounded. */
  Map<UUID, Integer> workspaces();

  /**
   * @param most 0 for any number
   */
  void bound(UUID workspaceId, int most);

  /**
   * @param running that have a place
   * @param waiting that wait for one
   */
  record Standing(long running, long waiting) {}

  Standing standing(UUID workspaceId);
}
