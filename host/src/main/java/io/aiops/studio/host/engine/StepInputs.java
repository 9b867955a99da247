package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.Plan;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Rollback;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.json.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates what a workflow's expressions say, over what an execution has so far. */
final class StepInputs {

  private static final Duration LONGEST_WAIT = Duration.ofDays(366);
  private static final int LONGEST_SHOWN = 20_000;
  private static final int MOST_ITEMS = 100_000;
  private static final String SMALLER =
      "Give it what it needs only; save what is large as a file, and pass its id on.";
  private static final String CASE = "case";
  private static final String ANEW =
      "\n\nYou were asked before. Give a whole plan anew, without what was wrong then. ";

  private final Expressions expressions;

  StepInputs(Expressions expressions) {
    this.expressions = expressions;
  }

  /** What an agent's task carries: its instruction and its input. */
  Map<String, @Nullable Object> agent(
      ExecutionState state, Scope scope, StepState step, Step.AgentWork work) {
    return agent(step, work, visible(state, scope, step));
  }

  private Map<String, @Nullable Object> agent(
      StepState step, Step.AgentWork work, Map<String, @Nullable Object> visible) {
    Map<String, @Nullable Object> input = new LinkedHashMap<>();
    input.put(
        "instruction", expressions.resolve(work.instruction(), visible) + told(step.rollback()));
    input.put("input", expressions.resolve(work.input(), visible));
    input.put("model", expressions.resolve(work.model(), visible));
    Amount.check("input", input, SMALLER);
    return input;
  }

  /** What a planner's task carries. Besides all else it sees what was wrong with its last plan. */
  @Nullable Object planner(ExecutionState state, Scope scope, StepState step, Step.PlanWork work) {
    Map<String, @Nullable Object> visible = visible(state, scope, step);
    Failure last = step.failure();
    String problems = last != null && last.category().equals(Plan.INVALID) ? last.message() : "";
    visible.put("problems", problems);
    return switch (work.planner()) {
      case Step.AgentWork w -> {
        Map<String, @Nullable Object> input = agent(step, w, visible);
        if (!problems.isEmpty()) {
          input.put("instruction", input.get("instruction") + ANEW + problems);
        }
        yield input;
      }
      case Step.ToolWork w ->
          Amount.within("input", expressions.resolve(w.input(), visible), SMALLER);
      case Step.TransformWork w -> transformed(w, visible);
      default -> throw new IllegalStateException(step.path() + " has a planner that is none");
    };
  }

  /** Which workflow a step runs, and with what. */
  record Child(String workflow, Map<String, @Nullable Object> inputs) {}

  Child child(ExecutionState state, Scope scope, StepState step, Step.WorkflowWork work) {
    Map<String, @Nullable Object> visible = visible(state, scope, step);
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    work.inputs().forEach((name, value) -> inputs.put(name, expressions.resolve(value, visible)));
    Amount.check("inputs", inputs, SMALLER);
    return new Child(String.valueOf(expressions.resolve(work.workflow(), visible)), inputs);
  }

  @Nullable Object resolve(ExecutionState state, Scope scope, @Nullable Object value) {
    return expressions.resolve(value, visible(state, scope));
  }

  /** As {@link #resolve(ExecutionState, Scope, Object)}, for the step's own input. */
  @Nullable Object resolve(
      ExecutionState state, Scope scope, StepState step, @Nullable Object value) {
    return Amount.within("input", expressions.resolve(value, visible(state, scope, step)), SMALLER);
  }

  @Nullable Object transform(
      ExecutionState state, Scope scope, StepState step, Step.TransformWork work) {
    return transformed(work, visible(state, scope, step));
  }

  private @Nullable Object transformed(
      Step.TransformWork work, Map<String, @Nullable Object> visible) {
    return Amount.within(
        "input",
        work.input() == null ? visible : expressions.resolve(work.input(), visible),
        "Without an input a transform gets all that there is so far; name what it needs. "
            + SMALLER);
  }

  /** {@code {"case": name}} of the first case that holds; the name is null if none does. */
  Map<String, @Nullable Object> choose(ExecutionState state, Scope scope, Step.SwitchWork work) {
    Map<String, @Nullable Object> visible = visible(state, scope);
    Map<String, @Nullable Object> output = new LinkedHashMap<>();
    for (Step.SwitchWork.Case option : work.cases()) {
      if (Expressions.truthy(expressions.evaluate(option.condition(), visible))) {
        output.put(CASE, option.name());
        return output;
      }
    }
    output.put(CASE, work.otherwise());
    return output;
  }

  /** The case a switch step chose; null if none, or if it is no switch. */
  static @Nullable String chosenCase(StepState step) {
    return step.step().work() instanceof Step.SwitchWork
            && step.output() instanceof Map<?, ?> output
            && output.get(CASE) instanceof String name
        ? name
        : null;
  }

  List<@Nullable Object> items(ExecutionState state, Scope scope, Step.ForEachWork work) {
    Object items = expressions.evaluate(work.items(), visible(state, scope));
    if (items instanceof List<?> list) {
      if (list.size() > MOST_ITEMS) {
        throw new ExpressionException(
            "items '"
                + work.items()
                + "' gave "
                + list.size()
                + " items; at most "
                + MOST_ITEMS
                + ". Let a step before it group them.");
      }
      Amount.check(
          "items '" + work.items() + "', of which there are " + list.size() + ",",
          list,
          "Let an item be small, such as the id of a file, and its steps read what is large.");
      return new ArrayList<>(list);
    }
    if (items == null) {
      return List.of();
    }
    throw new ExpressionException(
        "items '"
            + work.items()
            + "' gave "
            + items.getClass().getSimpleName().toLowerCase(Locale.ROOT)
            + " where a list was expected");
  }

  String signalName(ExecutionState state, Scope scope, Step.SignalWork work) {
    Object name = expressions.resolve(work.signal(), visible(state, scope));
    if (name instanceof String text && SignalName.fits(text)) {
      return text;
    }
    throw new ExpressionException(
        "signal '" + work.signal() + "' gave " + Json.write(name) + "; " + SignalName.EXPECTED);
  }

  Instant until(ExecutionState state, Scope scope, Step.WaitWork work, Instant now) {
    Map<String, @Nullable Object> visible = visible(state, scope);
    boolean relative = !work.duration().isEmpty();
    String text =
        String.valueOf(expressions.resolve(relative ? work.duration() : work.until(), visible));
    try {
      Instant until = relative ? now.plus(Duration.parse(text)) : Instant.parse(text);
      if (until.isAfter(now.plus(LONGEST_WAIT))) {
        throw new ExpressionException("wait until " + until + " is more than 366 days away");
      }
      return until;
    } catch (DateTimeException | ArithmeticException e) {
      throw new ExpressionException(
          relative
              ? "duration '" + text + "' is not ISO 8601, such as PT30S"
              : "until '" + text + "' is not an instant, such as 2026-01-31T08:00:00Z");
    }
  }

  /** The output a body states, or the outputs of the steps nothing follows. */
  @Nullable Object output(ExecutionState state, Scope scope, @Nullable Object stated) {
    return Amount.within("what it gives", given(state, scope, stated), SMALLER);
  }

  private @Nullable Object given(ExecutionState state, Scope scope, @Nullable Object stated) {
    if (stated != null) {
      return expressions.resolve(stated, visible(state, scope));
    }
    Map<String, @Nullable Object> last = new LinkedHashMap<>();
    for (StepState step : scope.steps()) {
      if (step.status() == StepState.Status.COMPLETED
          && scope.outgoing(step.step().id()).isEmpty()) {
        last.put(step.step().id(), step.output());
      }
    }
    return last.size() == 1 ? last.values().iterator().next() : last;
  }

  /** What an agent is told when its earlier result was found wrong. */
  private static String told(@Nullable Rollback rollback) {
    if (rollback == null) {
      return "";
    }
    String output = Json.write(rollback.output());
    String shown =
        output.length() > LONGEST_SHOWN ? output.substring(0, LONGEST_SHOWN) + "…" : output;
    return "\n\nYour earlier result was found wrong, and is to be replaced."
        + "\nWhat is wrong with it: "
        + rollback.diagnosis()
        + "\nThe earlier result: "
        + shown;
  }

  /** With what only the step itself sees: why it is run again. */
  private static Map<String, @Nullable Object> visible(
      ExecutionState state, Scope scope, StepState step) {
    Map<String, @Nullable Object> visible = visible(state, scope);
    Rollback rollback = step.rollback();
    if (rollback != null) {
      Map<String, @Nullable Object> told = new LinkedHashMap<>();
      told.put("diagnosis", rollback.diagnosis());
      told.put("output", rollback.output());
      visible.put("rollback", told);
    }
    return visible;
  }

  /** What expressions see: design of the format, see the workflow schema. */
  private static Map<String, @Nullable Object> visible(ExecutionState state, Scope scope) {
    Map<String, @Nullable Object> visible = new LinkedHashMap<>();
    visible.put("inputs", state.inputs());
    Map<String, @Nullable Object> steps = new LinkedHashMap<>();
    for (Scope s = scope; s != null; s = s.parent()) {
      for (StepState step : s.steps()) {
        if (step.status().terminal()) {
          steps.putIfAbsent(step.step().id(), seen(step));
        }
      }
    }
    visible.put("steps", steps);
    Scope item = scope;
    while (item.parent() != null && item.owner() != null && item.owner().planned()) {
      item = item.parent();
    }
    if (item.owner() != null) {
      visible.put("item", item.item());
      visible.put("index", item.index());
    }
    visible.put(
        "execution",
        Map.of("id", state.id().toString(), "startedAt", String.valueOf(state.startedAt())));
    return visible;
  }

  private static Map<String, @Nullable Object> seen(StepState step) {
    Map<String, @Nullable Object> seen = new LinkedHashMap<>();
    seen.put("status", step.status().name().toLowerCase(Locale.ROOT));
    if (step.status() == StepState.Status.COMPLETED) {
      seen.put("output", step.output());
    }
    Failure failure = step.failure();
    if (failure != null) {
      seen.put("error", Map.of("category", failure.category(), "message", failure.message()));
    }
    return seen;
  }
}
