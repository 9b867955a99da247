package io.aiops.studio.host.definition;

import io.aiops.studio.host.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds everything wrong with a workflow: its form, its expressions, and what it refers to. */
public final class WorkflowValidator {

  private static final Pattern STEP =
      Pattern.compile("(?<![\\w.$`])steps\\.(`([^`]+)`|([A-Za-z_]\\w*))");
  private static final Pattern QUOTED =
      Pattern.compile("\"(\\\\.|[^\"\\\\])*+\"|'(\\\\.|[^'\\\\])*+'");

  private final Expressions expressions;
  private final Catalog catalog;

  public WorkflowValidator(Expressions expressions, Catalog catalog) {
    this.expressions = expressions;
    this.catalog = catalog;
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
          .forEach(p -> problems.add(new Problem(join("inputs", p.path()), p.message())));
    }
    Object type = workflow.inputs().getOrDefault("type", "object");
    if (!"object".equals(type)) {
      problems.add(new Problem("inputs.type", "is " + Reading.shown(type) + "; expected 'object'"));
    }
    Pass pass = new Pass(workspaceId, problems);
    pass.body("", workflow.body(), Set.of());
    Set<String> all = ids(workflow.body());
    pass.value("output", workflow.output(), all, all);
    return new Validation(Optional.of(workflow), problems);
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
    new Pass(workspaceId, problems).body("", plan.body(), sees);
    return new Plan(plan.text(), plan.body(), problems);
  }

  private static Set<String> ids(Body body) {
    Set<String> ids = new HashSet<>();
    body.steps().forEach(step -> ids.add(step.id()));
    return ids;
  }

  private static String join(String a, String b) {
    if (b.isEmpty()) {
      return a;
    }
    return a.isEmpty() ? b : b.startsWith("[") ? a + b : a + "." + b;
  }

  /** One walk over one workflow. */
  private final class Pass {
    private final UUID workspaceId;
    private final List<Problem> problems;

    Pass(UUID workspaceId, List<Problem> problems) {
      this.workspaceId = workspaceId;
      this.problems = problems;
    }

    void body(String path, Body body, Set<String> outer) {
      Map<String, Set<String>> before = before(body);
      Set<String> here = ids(body);
      for (int i = 0; i < body.steps().size(); i++) {
        Step step = body.steps().get(i);
        Set<String> visible = new HashSet<>(outer);
        visible.addAll(before.getOrDefault(step.id(), Set.of()));
        Set<String> known = new HashSet<>(outer);
        known.addAll(here);
        step(join(path, "steps") + "[" + i + "]", step, visible, known);
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
                  join(path, name),
                  "is "
                      + bound
                      + ", and a "
                      + kind
                      + " step has no such time; expected it at a step that a worker runs"));
        }
      });
    }

    private void step(String path, Step step, Set<String> visible, Set<String> known) {
      value(join(path, "onFailure.output"), step.onFailure().output(), visible, known);
      timeouts(path, step);
      Step undo = step.undo();
      if (undo != null) {
        Set<String> done = new HashSet<>(visible);
        done.add(step.id());
        step(join(path, "undo"), undo, done, known);
      }
      Step fallback = step.fallback();
      if (fallback != null) {
        fallback(join(path, "fallback"), step, fallback, visible, known);
      }
      work(path, step.work(), visible, known);
    }

    /** Of the same agent with another model, all but that is looked at with the step. */
    private void fallback(
        String path, Step step, Step fallback, Set<String> visible, Set<String> known) {
      if (step.work() instanceof Step.AgentWork own
          && fallback.work() instanceof Step.AgentWork other
          && other.equals(own.asking(other.model()))) {
        value(join(path, "model"), other.model(), visible, known);
        model(path, other);
      } else {
        work(path, fallback.work(), visible, known);
      }
    }

    private void work(String path, Step.Work work, Set<String> visible, Set<String> known) {
      switch (work) {
        case Step.PlanWork w -> {
          work(join(path, "planner"), w.planner(), visible, known);
          // Which steps there will be, only the plan says.
          value(join(path, "output"), w.output(), this::syntax);
        }
        case Step.AgentWork w -> {
          value(join(path, "instruction"), w.instruction(), visible, known);
          value(join(path, "input"), w.input(), visible, known);
          value(join(path, "model"), w.model(), visible, known);
          agent(path, w);
        }
        case Step.ToolWork w -> {
          value(join(path, "input"), w.input(), visible, known);
          tool(join(path, "tool"), w.tool())
              .ifPresent(entry -> schema(join(path, "input"), entry.inputSchema(), w.input()));
        }
        case Step.TransformWork w -> {
          value(join(path, "input"), w.input(), visible, known);
          if (w.input() == null) {
            expression(join(path, "expression"), w.expression(), visible, known);
          } else {
            syntax(join(path, "expression"), w.expression());
          }
        }
        case Step.SwitchWork w -> {
          for (int i = 0; i < w.cases().size(); i++) {
            expression(
                join(path, "cases[" + i + "].when"), w.cases().get(i).condition(), visible, known);
          }
        }
        case Step.ForEachWork w -> {
          expression(join(path, "items"), w.items(), visible, known);
          body(path, w.body(), visible);
          Set<String> inner = new HashSet<>(visible);
          inner.addAll(ids(w.body()));
          value(join(path, "output"), w.output(), inner, inner);
        }
        case Step.WaitWork w -> {
          value(join(path, "duration"), w.duration(), visible, known);
          value(join(path, "until"), w.until(), visible, known);
        }
        case Step.ApprovalWork w -> {
          value(join(path, "question"), w.question(), visible, known);
          value(join(path, "details"), w.details(), visible, known);
          value(join(path, "assignees"), w.assignees(), visible, known);
          value(join(path, "escalateTo"), w.escalateTo(), visible, known);
        }
        case Step.WorkflowWork w -> {
          value(join(path, "workflow"), w.workflow(), visible, known);
          value(join(path, "inputs"), w.inputs(), visible, known);
        }
        case Step.SignalWork w -> value(join(path, "signal"), w.signal(), visible, known);
      }
    }

    private void model(String path, Step.AgentWork work) {
      if (!work.model().isEmpty()
          && !work.model().contains("{{")
          && !catalog.hasModel(workspaceId, work.model())) {
        missing(join(path, "model"), "model", work.model());
      }
    }

    private void agent(String path, Step.AgentWork work) {
      Optional<Catalog.Entry> entry =
          work.agent().isEmpty() ? Optional.empty() : catalog.agent(work.agent());
      if (entry.isEmpty() && !work.agent().isEmpty()) {
        missing(join(path, "agent"), "agent", work.agent());
      }
      entry.ifPresent(e -> {
        schema(join(path, "input"), e.inputSchema(), work.input());
        schema(join(path, "settings"), e.settingsSchema(), work.settings());
      });
      model(path, work);
      for (int i = 0; i < work.tools().size(); i++) {
        tool(join(path, "tools[" + i + "]"), work.tools().get(i));
      }
      for (int i = 0; i < work.approve().size(); i++) {
        String pattern = work.approve().get(i);
        if (work.tools().stream().noneMatch(tool -> ToolPattern.matches(pattern, tool))) {
          problems.add(
              new Problem(
                  join(path, "approve[" + i + "]"),
                  "is '"
                      + pattern
                      + "', which fits none of the step's tools "
                      + work.tools()
                      + "; expected one of them, or a pattern such as 'mail/*'"));
        }
      }
    }

    private Optional<Catalog.Entry> tool(String path, String reference) {
      if (reference.isEmpty()) {
        return Optional.empty();
      }
      Optional<Catalog.Entry> entry = catalog.tool(workspaceId, reference);
      if (entry.isEmpty()) {
        missing(path, "tool", reference);
      }
      return entry;
    }

    private void missing(String path, String kind, String name) {
      List<String> known = catalog.names(workspaceId, kind);
      problems.add(
          new Problem(
              path,
              "is '"
                  + name
                  + "', but there is no such "
                  + kind
                  + "; there are "
                  + known
                  + Reading.hint(name, known)
                  + (known.isEmpty() ? " Install a plugin that has it." : "")));
    }

    /** What holds expressions is known only when it runs; the rest is checked now. */
    private void schema(
        String path, Map<String, @Nullable Object> schema, Map<String, @Nullable Object> value) {
      Set<String> open = new HashSet<>();
      Object fixed = withoutExpressions(value, "", open);
      for (Problem problem : SchemaCheck.check(schema, fixed)) {
        boolean depends =
            open.stream()
                .anyMatch(o ->
                    problem.path().equals(o)
                        || problem.path().startsWith(o + ".")
                        || problem.path().startsWith(o + "["));
        if (!depends) {
          problems.add(new Problem(join(path, problem.path()), problem.message()));
        }
      }
    }

    private @Nullable Object withoutExpressions(
        @Nullable Object value, String path, Set<String> open) {
      switch (value) {
        case String text when text.contains("{{") -> {
          open.add(path);
          return text;
        }
        case Map<?, ?> map -> {
          Map<String, @Nullable Object> copy = new LinkedHashMap<>();
          map.forEach((key, item) ->
              copy.put(
                  String.valueOf(key),
                  withoutExpressions(item, join(path, String.valueOf(key)), open)));
          return copy;
        }
        case List<?> list -> {
          List<@Nullable Object> copy = new ArrayList<>();
          for (Object item : list) {
            copy.add(withoutExpressions(item, path + "[" + copy.size() + "]", open));
          }
          return copy;
        }
        case null, default -> {
          return value;
        }
      }
    }

    void value(String path, @Nullable Object value, Set<String> visible, Set<String> known) {
      value(path, value, (at, expression) -> expression(at, expression, visible, known));
    }

    private void value(String path, @Nullable Object value, BiConsumer<String, String> check) {
      switch (value) {
        case String text -> {
          try {
            expressions.expressionsIn(text).forEach(expression -> check.accept(path, expression));
          } catch (ExpressionException e) {
            problems.add(new Problem(path, String.valueOf(e.getMessage())));
          }
        }
        case Map<?, ?> map ->
            map.forEach((key, item) -> value(join(path, String.valueOf(key)), item, check));
        case List<?> list -> {
          for (int i = 0; i < list.size(); i++) {
            value(path + "[" + i + "]", list.get(i), check);
          }
        }
        case null, default -> {}
      }
    }

    private void expression(
        String path, String expression, Set<String> visible, Set<String> known) {
      if (!syntax(path, expression)) {
        return;
      }
      Matcher reference = STEP.matcher(QUOTED.matcher(expression).replaceAll("''"));
      Set<String> told = new HashSet<>();
      while (reference.find()) {
        String id = reference.group(2) == null ? reference.group(3) : reference.group(2);
        if (visible.contains(id) || !told.add(id)) {
          continue;
        }
        problems.add(
            new Problem(
                path,
                known.contains(id)
                    ? "'"
                        + expression
                        + "' uses step '"
                        + id
                        + "', which no edge puts before this one; add an edge from it"
                    : "'"
                        + expression
                        + "' uses step '"
                        + id
                        + "', which does not exist"
                        + Reading.hint(id, known)));
      }
    }

    private boolean syntax(String path, String expression) {
      if (expression.isBlank()) {
        return false;
      }
      try {
        expressions.check(expression);
        return true;
      } catch (ExpressionException e) {
        problems.add(new Problem(path, String.valueOf(e.getMessage())));
        return false;
      }
    }

    /** For each step, the steps that some way of edges puts before it. */
    private static Map<String, Set<String>> before(Body body) {
      Map<String, Set<String>> before = new HashMap<>();
      boolean grew = true;
      while (grew) {
        grew = false;
        for (Edge edge : body.edges()) {
          Set<String> of = before.computeIfAbsent(edge.to(), key -> new HashSet<>());
          grew |= of.add(edge.from());
          grew |= of.addAll(before.getOrDefault(edge.from(), Set.of()));
        }
      }
      return before;
    }
  }
}
