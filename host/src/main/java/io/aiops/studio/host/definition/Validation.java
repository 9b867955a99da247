package io.aiops.studio.host.definition;

import io.aiops.studio.host.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What reading a workflow's text gave.
 *
 * @param workflow empty if the text could not be read as a workflow at all
 * @param problems all that is wrong; empty if it can run
 */
public record Validation(Optional<Workflow> workflow, List<Problem> problems) {
  public Validation {
    problems = List.copyOf(problems);
  }

  public boolean valid() {
    return problems.isEmpty() && workflow.isPresent();
  }
}
