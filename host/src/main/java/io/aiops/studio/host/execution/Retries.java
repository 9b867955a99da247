package io.aiops.studio.host.execution;

import java.util.UUID;

/** Accepts retries. */
public interface Retries {

  /**
   * Accepts a retry that somebody asked for. It has the keys towards outside systems of what is
   * retried, so that nothing else may go on from that: no other retry of it, none of what it is a
   * step of, none of a step of it, and no later attempt of the step that it is. Of those that are
   * asked for at the same time one is accepted.
   *
   * @param retried not that which it goes on from, if that never began
   */
  Creation retry(ExecutionStore.Request request, UUID retried);
}
