package io.aiops.studio.host.definition;

import io.aiops.studio.host.problem.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks over the steps of one workflow, and notes what is wrong with each. */
final class StepCheck {

  private final ExpressionCheck expressions;
  private final ReferenceCheck references;
  private final ChildCheck children;
  private final List<Problem> problems;

  StepCheck(
      ExpressionCheck expressions,
      ReferenceCheck references,
      ChildCheck children,
      List<Problem> problems) {
    this.expressions = expressions;
    this.references = references;
    this.children = children;
    this.problems = problems;
  }

  /**
   * @param outer ids of the steps around it whose results it can use
   */
  void body(String path, Body body, Set<String> outer) {
    List<StepNames> names = StepNames.within(body, outer);
    for (int i = 0; i < names.size(); i++) {
      step(Where.in(path, "steps") + "[" + i + "]", body.steps().get(i), names.get(i));
    }
  }

  /** A bound that nobody would watch is no bound. */
  private void timeouts(String path, Step step) {
    String kind =
        step.work() instanceof Step.PlanWork plan ? plan.planner().kind() : step.work().kind();
    Map<String, @Nullable Duration> bounds = new LinkedHashMap<>();
    if (!List.of("agent", "tool", "transform").contains(kind)) {
      bounds.put("queueTimeout", step.timeouts().queue());
      bounds.put("totalTimeout", step.timeouts().total());
    }
    if (!List.of("agent", "tool").contains(kind)) {
      bounds.put("heartbeatTimeout", step.timeouts().heartbeat());
    }
    bounds.forEach((name, bound) -> {
      if (bound != null) {
        problems.add(
            new Problem(
                Where.in(path, name),
                "is "
                    + bound
                    + ", and a "
                    + kind
                    + " step has no such time; expected it at a step that a worker runs"));
      }
    });
  }

  private void step(String path, Step step, StepNames names) {
    expressions.value(Where.in(path, "onFailure.output"), step.onFailure().output(), names);
    timeouts(path, step);
    Step undo = step.undo();
    if (undo != null) {
      step(Where.in(path, "undo"), undo, names.and(step.id()));
    }
    Step fallback = step.fallback();
    if (fallback != null) {
      fallback(Where.in(path, "fallback"), step, fallback, names);
    }
    work(path, step.work(), names);
  }

  /** Of the same agent with another model, all but that is looked at with the step. */
  private void fallback(String path, Step step, Step fallback, StepNames names) {
    if (step.work() instanceof Step.AgentWork own
        && fallback.work() instanceof Step.AgentWork other
        && other.equals(own.asking(other.model()))) {
      expressions.value(Where.in(path, "model"), other.model(), names);
      references.model(path, other);
    } else {
      work(path, fallback.work(), names);
    }
  }

  private void approvers(String path, Approvers approvers, StepNames names) {
    expressions.value(Where.in(path, "assignees"), approvers.assignees(), names);
    expressions.value(Where.in(path, "escalateTo"), approvers.escalateTo(), names);
  }

  private void work(String path, Step.Work work, StepNames names) {
    switch (work) {
      case Step.PlanWork w -> {
        work(Where.in(path, "planner"), w.planner(), names);
        // Which steps there will be, only the plan says.
        expressions.syntaxWithin(Where.in(path, "output"), w.output());
      }
      case Step.AgentWork w -> {
        expressions.value(Where.in(path, "instruction"), w.instruction(), names);
        expressions.value(Where.in(path, "input"), w.input(), names);
        expressions.value(Where.in(path, "model"), w.model(), names);
        approvers(Where.in(path, "approval"), w.approval(), names);
        references.agent(path, w);
      }
      case Step.ToolWork w -> {
        expressions.value(Where.in(path, "input"), w.input(), names);
        references.tool(path, w);
      }
      case Step.TransformWork w -> {
        expressions.value(Where.in(path, "input"), w.input(), names);
        if (w.input() == null) {
          expressions.expression(Where.in(path, "expression"), w.expression(), names);
        } else {
          expressions.syntax(Where.in(path, "expression"), w.expression());
        }
      }
      case Step.SwitchWork w -> {
        for (int i = 0; i < w.cases().size(); i++) {
          expressions.expression(
              Where.in(path, "cases[" + i + "].when"), w.cases().get(i).condition(), names);
        }
      }
      case Step.ForEachWork w -> {
        expressions.expression(Where.in(path, "items"), w.items(), names);
        body(path, w.body(), names.visible());
        StepNames inner = StepNames.all(StepNames.union(names.visible(), StepNames.ids(w.body())));
        expressions.value(Where.in(path, "output"), w.output(), inner);
      }
      case Step.WaitWork w -> {
        expressions.value(Where.in(path, "duration"), w.duration(), names);
        expressions.value(Where.in(path, "until"), w.until(), names);
      }
      case Step.ApprovalWork w -> {
        expressions.value(Where.in(path, "question"), w.question(), names);
        expressions.value(Where.in(path, "details"), w.details(), names);
        approvers(path, w.approval(), names);
      }
      case Step.WorkflowWork w -> {
        expressions.value(Where.in(path, "workflow"), w.workflow(), names);
        expressions.value(Where.in(path, "inputs"), w.inputs(), names);
        children.workflow(path, w);
      }
      case Step.SignalWork w -> expressions.value(Where.in(path, "signal"), w.signal(), names);
    }
  }
}
