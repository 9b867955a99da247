package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What a plan has to keep to, for whoever checks it before it is told.
 *
 * @param allow what it may use
 * @param depth how deep it stands in plans, 1 for one in the workflow itself
 * @param sees ids of the steps whose results its expressions can use
 */
public record PlanBounds(Step.PlanWork.Allow allow, int depth, List<String> sees) {
  public PlanBounds {
    sees = List.copyOf(sees);
  }

  /** Of the plan that a step of the scope asks for. */
  public static PlanBounds of(Scope around, Step.PlanWork work) {
    List<String> sees = new ArrayList<>();
    for (Scope scope = around; scope != null; scope = scope.parent()) {
      for (StepState step : scope.steps()) {
        if (step.status().terminal()) {
          sees.add(step.step().id());
        }
      }
    }
    return new PlanBounds(work.allow(), depth(around), sees);
  }

  /** How deep a plan of a step of the scope stands. */
  public static int depth(Scope around) {
    int depth = 1;
    for (Scope scope = around; scope != null; scope = scope.parent()) {
      StepState owner = scope.owner();
      depth += owner != null && owner.planned() ? 1 : 0;
    }
    return depth;
  }
}
