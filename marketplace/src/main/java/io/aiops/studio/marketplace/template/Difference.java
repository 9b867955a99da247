package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.problem.Problem;
import java.util.List;

/**
 * What an update of a workflow from a newer version of its template would change. Nothing was
 * changed.
 *
 * @param plan what the new version needs
 * @param from the version of the template that the workflow has
 * @param workflowVersion the newest version of the workflow
 * @param changes by either side, in the order of the text
 * @param text the workflow as it would be; with the team's values where nobody has decided
 * @param problems what keeps it from being done: open conflicts, what the plan lacks, and what is
 *     wrong with the text
 */
public record Difference(
    Plan plan,
    String from,
    int workflowVersion,
    List<Change> changes,
    String text,
    List<Problem> problems) {

  /** Whether it can be done now. */
  public boolean ready() {
    return problems.isEmpty();
  }
}
