package io.aiops.studio.host.execution;

/** Where an execution is. */
public enum ExecutionStatus {
  /** Accepted; the engine has not seen it yet. */
  PENDING,
  RUNNING,
  /** It is to end, and undoes what it did. */
  COMPENSATING,
  COMPLETED,
  FAILED,
  CANCELLED;

  public boolean terminal() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }
}
