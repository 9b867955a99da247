package io.aiops.studio.host.execution;

/** What a person decided about what they were asked. */
public enum Verdict {
  APPROVE,
  /** Approved with other details. */
  EDIT,
  REJECT
}
