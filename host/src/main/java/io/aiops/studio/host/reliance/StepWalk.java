package io.aiops.studio.host.reliance;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.definition.Workflow;
import java.util.function.BiConsumer;

/**
 * Goes through all work of a workflow that a plugin may do, within lists, plans and undoings too.
 */
final class StepWalk {

  private StepWalk() {}

  /**
   * @param visit given the step's path, {@code list/step} within a list, and what it does
   */
  static void of(Workflow workflow, BiConsumer<String, Step.Work> visit) {
    body("", workflow.body(), visit);
  }

  private static void body(String path, Body body, BiConsumer<String, Step.Work> visit) {
    body.steps().forEach(step -> step(path + step.id(), step, visit));
  }

  private static void step(String path, Step step, BiConsumer<String, Step.Work> visit) {
    work(path, step.work(), visit);
    Step undo = step.undo();
    if (undo != null) {
      step(path + Step.UNDO, undo, visit);
    }
    Step fallback = step.fallback();
    if (fallback != null) {
      step(path + " (fallback)", fallback, visit);
    }
  }

  private static void work(String path, Step.Work work, BiConsumer<String, Step.Work> visit) {
    switch (work) {
      case Step.PlanWork plan -> work(path + " (planner)", plan.planner(), visit);
      case Step.ForEachWork list -> body(path + "/", list.body(), visit);
      default -> visit.accept(path, work);
    }
  }
}
