package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Queueing;

/** Where an execution stands among those that may run at the same time. */
final class Rank {

  private int priority = Queueing.ORDINARY;
  private boolean limited;
  private boolean queued;

  void queue() {
    limited = true;
    queued = true;
  }

  void admit() {
    queued = false;
  }

  void as(int priority) {
    this.priority = priority;
  }

  boolean limited() {
    return limited;
  }

  boolean queued() {
    return queued;
  }

  int priority() {
    return priority;
  }
}
