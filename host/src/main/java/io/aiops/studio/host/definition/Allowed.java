package io.aiops.studio.host.definition;

import io.aiops.studio.host.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a plan names and may not: nothing is reached that the plan step does not allow. */
final class Allowed {

  private final Step.PlanWork.Allow allow;
  private final int depth;
  private final List<Problem> problems;
  private int steps;

  /**
   * @param depth how deep the plan stands in plans, 1 for one in the workflow itself
   */
  Allowed(Step.PlanWork.Allow allow, int depth, List<Problem> problems) {
    this.allow = allow;
    this.depth = depth;
    this.problems = problems;
  }

  void check(Body body) {
    check("", body);
    if (steps > Plan.MOST_STEPS) {
      problems.add(
          new Problem(
              "steps", "has " + steps + " steps, those of lists too; at most " + Plan.MOST_STEPS));
    }
  }

  private void check(String path, Body body) {
    steps += body.steps().size();
    for (int i = 0; i < body.steps().size(); i++) {
      Step step = body.steps().get(i);
      String at = path + "steps[" + i + "]";
      step(at, step);
    }
  }

  private void step(String at, Step step) {
    work(at, step.work());
    if (step.undo() != null) {
      step(at + ".undo", step.undo());
    }
    if (step.fallback() != null) {
      step(at + ".fallback", step.fallback());
    }
  }

  private void work(String at, Step.Work work) {
    switch (work) {
      case Step.AgentWork w -> {
        name(at + ".agent", w.agent(), "agents", allow.agents());
        for (int i = 0; i < w.tools().size(); i++) {
          name(at + ".tools[" + i + "]", w.tools().get(i), "tools", allow.tools());
        }
        if (!w.model().isEmpty()) {
          name(at + ".model", w.model(), "models", allow.models());
        }
      }
      case Step.ToolWork w -> name(at + ".tool", w.tool(), "tools", allow.tools());
      case Step.WorkflowWork w ->
          name(at + ".workflow", w.workflow(), "workflows", allow.workflows());
      case Step.SignalWork w -> name(at + ".signal", w.signal(), "signals", allow.signals());
      case Step.ForEachWork w -> check(at + ".", w.body());
      case Step.PlanWork w -> plan(at, w);
      case Step.TransformWork w -> {}
      case Step.SwitchWork w -> {}
      case Step.WaitWork w -> {}
      case Step.ApprovalWork w -> {}
    }
  }

  private void plan(String at, Step.PlanWork plan) {
    if (depth >= Plan.DEEPEST) {
      problems.add(
          new Problem(at + ".kind", "is 'plan'; plans stand at most " + Plan.DEEPEST + " deep"));
    }
    work(at + ".planner", plan.planner());
    within(at, "agents", plan.allow().agents(), allow.agents());
    within(at, "tools", plan.allow().tools(), allow.tools());
    within(at, "models", plan.allow().models(), allow.models());
    within(at, "workflows", plan.allow().workflows(), allow.workflows());
    within(at, "signals", plan.allow().signals(), allow.signals());
  }

  /** A pattern that fits, taken as a name, fits with all that it stands for. */
  private void within(String at, String what, List<String> patterns, List<String> allowed) {
    for (int i = 0; i < patterns.size(); i++) {
      name(at + ".allow." + what + "[" + i + "]", patterns.get(i), what, allowed);
    }
  }

  private void name(String at, @Nullable String name, String what, List<String> allowed) {
    if (name == null || name.isEmpty()) {
      return;
    }
    if (name.contains("{{")) {
      problems.add(
          new Problem(at, "is '" + Reading.brief(name) + "'; a plan names it without expressions"));
    } else if (allowed.stream().noneMatch(pattern -> ToolPattern.matches(pattern, name))) {
      problems.add(
          new Problem(
              at,
              "is '"
                  + Reading.brief(name)
                  + "', which this plan may not use; allowed "
                  + what
                  + " are "
                  + allowed
                  + Reading.hint(name, allowed)));
    }
  }
}
