package io.aiops.studio.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears of every event of its workspace's executions. Never in the way of an execution. */
@ConsumerType
public interface WorkflowObserver {

  /** Called in order per execution, at least once. A failure is logged and skipped. */
  void observe(WorkflowEvent event) throws Exception;
}
