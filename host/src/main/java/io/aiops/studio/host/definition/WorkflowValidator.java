package io.aiops.studio.host.definition;

import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds everything wrong with a workflow: its form, its expressions, and what it refers to. */
public final class WorkflowValidator {

  private final Expressions expressions;
  private final Catalog catalog;
  private final WorkflowStore workflows;

  /**
   * @param workflows those that steps may run
   */
  public WorkflowValidator(Expressions expressions, Catalog catalog, WorkflowStore workflows) {
    this.expressions = expressions;
    this.catalog = catalog;
    this.workflows = workflows;
  }

  public Validation validate(UUID workspaceId, String text) {
    Validation form = WorkflowReader.read(text);
    if (form.workflow().isEmpty()) {
      return form;
    }
    Workflow workflow = form.workflow().get();
    List<Problem> problems = new ArrayList<>(form.problems());
    if (!workflow.inputs().isEmpty()) {
      SchemaCheck.checkSchema(workflow.inputs())
          .forEach(p -> problems.add(new Problem(Where.in("inputs", p.path()), p.message())));
    }
    Object type = workflow.inputs().getOrDefault("type", "object");
    if (!"object".equals(type)) {
      problems.add(new Problem("inputs.type", "is " + Reading.shown(type) + "; expected 'object'"));
    }
    files(workflow.inputs(), problems);
    ExpressionCheck inExpressions = new ExpressionCheck(expressions, problems);
    new ReferenceCheck(catalog, workspaceId, problems).plugins(workflow.plugins());
    steps(workspaceId, workflow, inExpressions, problems).body("", workflow.body(), Set.of());
    inExpressions.value("output", workflow.output(), StepNames.all(StepNames.ids(workflow.body())));
    return new Validation(Optional.of(workflow), problems);
  }

  /** A file is given as a reference to it, an object: as anything else no value would ever do. */
  private static void files(Map<String, @Nullable Object> schema, List<Problem> problems) {
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((name, property) -> {
        if (property instanceof Map<?, ?> input
            && "file".equals(input.get("format"))
            && input.get("type") instanceof String type
            && !type.equals("object")) {
          problems.add(
              new Problem(
                  "inputs.properties." + name + ".type",
                  "is " + Reading.shown(type) + "; expected 'object', as an input of format file"));
        }
      });
    }
  }

  /**
   * Finds everything wrong with what a planner gave.
   *
   * @param sees ids of the steps whose results it can use
   */
  public Plan validate(
      UUID workspaceId,
      @Nullable Object output,
      Step.PlanWork.Allow allow,
      int depth,
      Set<String> sees) {
    Plan plan = Plan.read(output, allow, depth, null);
    List<Problem> problems = new ArrayList<>(plan.problems());
    steps(workspaceId, null, new ExpressionCheck(expressions, problems), problems)
        .body("", plan.body(), sees);
    return new Plan(plan.text(), plan.body(), problems);
  }

  private StepCheck steps(
      UUID workspaceId, @Nullable Workflow own, ExpressionCheck check, List<Problem> problems) {
    return new StepCheck(
        check,
        new ReferenceCheck(catalog, workspaceId, problems),
        new ChildCheck(workflows, workspaceId, own, problems),
        problems);
  }
}
