package io.aiops.studio.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A worker with a purpose: takes one task, may ask a model and call tools, returns a result.
 *
 * <p>One instance serves many tasks at the same time, so it keeps no state between them. The host
 * may run the same task again after a crash: calls made through the {@link AgentContext} are then
 * answered from the record instead of being made twice.
 */
@ConsumerType
public interface Agent {

  /**
   * Runs one task to its end.
   *
   * @throws PluginException with the category that says whether a retry can help
   * @throws InterruptedException when the task was cancelled or ran out of time
   * @throws Exception anything else counts as {@link PluginException.Category#INTERNAL}
   */
  AgentResult run(AgentTask task, AgentContext context) throws Exception;
}
