package io.aiops.studio.host.identity;

/** A kind of act that is allowed or not. */
public enum Permission {
  /** See workflows, executions, plugins, files. */
  VIEW,
  /** Start and cancel executions, upload input files. */
  RUN,
  /** Create and change workflows. */
  BUILD,
  /** Plugins, connections, people, audit. */
  ADMINISTER
}
