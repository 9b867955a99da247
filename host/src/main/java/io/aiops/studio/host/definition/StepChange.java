package io.aiops.studio.host.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What one execution says differently of a step than its workflow does.
 *
 * @param instruction of an agent; null as it is
 * @param model of an agent, {@code provider} or {@code provider/model}; null as it is
 * @param input of an agent or a tool, replaces all of it; null as it is
 */
public record StepChange(
    @Nullable String instruction,
    @Nullable String model,
    @Nullable Map<String, @Nullable Object> input) {

  /** What both say together; where both say something, what comes later. */
  public static Map<String, StepChange> together(
      Map<String, StepChange> before, Map<String, StepChange> later) {
    Map<String, StepChange> all = new LinkedHashMap<>(before);
    later.forEach((step, change) -> all.merge(step, change, StepChange::then));
    return all;
  }

  private StepChange then(StepChange later) {
    return new StepChange(
        later.instruction == null ? instruction : later.instruction,
        later.model == null ? model : later.model,
        later.input == null ? input : later.input);
  }

  /**
   * @param changes by the id of the step, or {@code list/step} within a forEach step
   * @throws NoSuchElementException naming the step that is not there
   * @throws IllegalArgumentException naming what a step of its kind does not have
   */
  public static Workflow apply(Workflow workflow, Map<String, StepChange> changes) {
    if (changes.isEmpty()) {
      return workflow;
    }
    return new Workflow(
        workflow.name(),
        workflow.title(),
        workflow.description(),
        workflow.inputs(),
        apply(workflow.body(), changes),
        workflow.output(),
        workflow.queueing(),
        workflow.plugins(),
        workflow.sla());
  }

  private static Body apply(Body body, Map<String, StepChange> changes) {
    Map<String, StepChange> left = new LinkedHashMap<>(changes);
    List<Step> steps = new ArrayList<>();
    for (Step step : body.steps()) {
      StepChange own = left.remove(step.id());
      Map<String, StepChange> below = new LinkedHashMap<>();
      changes.forEach((path, change) -> {
        if (path.startsWith(step.id() + "/")) {
          below.put(path.substring(step.id().length() + 1), change);
          left.remove(path);
        }
      });
      Step.Work work = step.work();
      if (own != null) {
        work = own.apply(step.id(), work);
      }
      if (!below.isEmpty()) {
        if (!(work instanceof Step.ForEachWork list)) {
          throw new NoSuchElementException(step.id() + "/" + below.keySet().iterator().next());
        }
        work =
            new Step.ForEachWork(
                list.items(), list.concurrency(), apply(list.body(), below), list.output());
      }
      steps.add(work == step.work() ? step : step.with(work));
    }
    if (!left.isEmpty()) {
      throw new NoSuchElementException(left.keySet().iterator().next());
    }
    return new Body(steps, body.edges());
  }

  private Step.Work apply(String id, Step.Work work) {
    return switch (work) {
      case Step.AgentWork w ->
          new Step.AgentWork(
              w.agent(),
              instruction == null ? w.instruction() : instruction,
              input == null ? w.input() : input,
              model == null ? w.model() : model,
              w.tools(),
              w.settings(),
              w.approve(),
              w.approval());
      case Step.ToolWork w when instruction == null && model == null ->
          new Step.ToolWork(w.tool(), input == null ? w.input() : input);
      case Step.PlanWork w -> new Step.PlanWork(apply(id, w.planner()), w.allow(), w.output());
      default ->
          throw new IllegalArgumentException(
              "'%s' is a step of kind %s; an instruction and a model are an agent's, an input an agent's or a tool's"
                  .formatted(id, work.kind()));
    };
  }
}
