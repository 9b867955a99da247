package io.aiops.studio.host.query;

import io.aiops.studio.host.identity.Caller;

/** Reads how the queues stand. */
public interface QueueQuery {

  /**
   * At most a second old, however often it is asked for.
   *
   * @throws io.aiops.studio.host.problem.UnavailableException if the broker does not answer
   */
  QueueViews.Overview queues(Caller caller);
}
