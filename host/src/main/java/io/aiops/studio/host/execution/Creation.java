package io.aiops.studio.host.execution;

import java.util.UUID;

/** What became of a request for an execution. */
public sealed interface Creation {

  /** It is durable. */
  record Accepted() implements Creation {}

  /** Its idempotency key was used before. */
  record Repeated(ExecutionStore.Header earlier) implements Creation {}

  /** Nothing was kept: what it was to go on from is gone. */
  record Orphaned(UUID origin) implements Creation {}

  /** Nothing was kept: the newest version was asked for, and this is not it any more. */
  record Outdated() implements Creation {}

  /**
   * Nothing was kept: it was to go on with keys towards the outside with which another one goes on.
   *
   * @param execution from which that one goes on: that which was to be retried, one that it is a
   *     step of, or one that is a step of it
   * @param by the other one
   */
  record GoneOn(UUID execution, UUID by) implements Creation {}
}
