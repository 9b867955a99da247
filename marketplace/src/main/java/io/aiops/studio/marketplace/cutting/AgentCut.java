package io.aiops.studio.marketplace.cutting;

import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.definition.text.Patch;
import io.aiops.studio.host.definition.text.PatchException;
import io.aiops.studio.host.definition.text.Source;
import io.aiops.studio.host.definition.text.Values;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an agent's step out of a workflow: the step as it is, what its expressions take from other
 * steps, from the list it stands in and from inputs as inputs of its own, and its output.
 */
public final class AgentCut {

  private static final int LONGEST_NAME = 100;

  /** What nobody evaluates. */
  private static final Set<String> PLAIN = Set.of("id", "title", "description", "settings");

  private final Map<String, @Nullable Object> workflow;
  private final AgentStep step;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Taken> taken = new ArrayList<>();

  private AgentCut(Map<String, @Nullable Object> workflow, AgentStep step) {
    this.workflow = workflow;
    this.step = step;
  }

  /**
   * @param workflow its value
   * @param step an agent step's id, or its path: {@code tickets.classify}
   * @param plugins which of those go along that the workflow keeps to
   * @return the text of a workflow of that one step; the same of the same
   * @throws InvalidException if there is no such step, or naming each expression that takes what
   *     cannot be an input
   */
  public static String of(
      Map<String, @Nullable Object> workflow, String step, Predicate<String> plugins) {
    return new AgentCut(workflow, find(workflow, step)).text(plugins);
  }

  /**
   * What the inputs of the workflow of that step would have been.
   *
   * @param seen what its expressions saw where it ran: inputs, steps, and in a list item and index
   * @throws InvalidException as of the text
   */
  public static Map<String, @Nullable Object> inputs(
      Map<String, @Nullable Object> workflow, AgentStep step, Map<String, @Nullable Object> seen) {
    return new AgentCut(workflow, step).taken().values(seen);
  }

  /**
   * The step that is meant.
   *
   * @param wanted its id, or its path
   * @throws InvalidException if there is none, or several are called so
   */
  public static AgentStep find(Map<String, @Nullable Object> workflow, String wanted) {
    List<AgentStep> all = AgentStep.of(workflow);
    List<AgentStep> found = all.stream().filter(each -> each.path().equals(wanted)).toList();
    if (found.isEmpty()) {
      found = all.stream().filter(each -> each.id().equals(wanted)).toList();
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    List<String> paths = all.stream().map(AgentStep::path).toList();
    throw new InvalidException(
        "step",
        found.isEmpty()
            ? "is '%s', which is no step of kind agent here; there are %s.".formatted(wanted, paths)
            : "is '%s', which several steps are called; expected one of %s."
                .formatted(wanted, paths));
  }

  private OwnInputs taken() {
    value(step.place(), step.step(), expression -> expression);
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
    return new OwnInputs(Values.map(workflow.get("inputs")), step, taken);
  }

  private String text(Predicate<String> plugins) {
    OwnInputs inputs = taken();
    Map<String, @Nullable Object> cut = new LinkedHashMap<>();
    cut.put("schema", WorkflowReader.FORMAT);
    cut.put("name", name());
    cut.put("title", step.title());
    String description = Values.text(step.step().get("description"));
    if (!description.isEmpty()) {
      cut.put("description", description);
    }
    if (!inputs.isEmpty()) {
      cut.put("inputs", inputs.schema());
    }
    Map<String, @Nullable Object> kept = Values.map(workflow.get("plugins"));
    kept.keySet().removeIf(plugins.negate());
    if (!kept.isEmpty()) {
      cut.put("plugins", kept);
    }
    List<@Nullable Object> steps = new ArrayList<>();
    steps.add(value(step.place(), step.step(), expression -> rewritten(expression, inputs)));
    cut.put("steps", steps);
    cut.put("output", "{{ steps." + OwnInputs.named(step.id()) + ".output }}");
    try {
      return Patch.apply(Source.of("schema: " + WorkflowReader.FORMAT + "\n"), cut).text();
    } catch (PatchException e) {
      throw new InvalidException(
          "step", "cannot be written as a text of its own: " + e.getMessage());
    }
  }

  private String name() {
    String name =
        (Values.text(workflow.get("name")) + "-" + step.id())
            .toLowerCase(Locale.ROOT)
            .replace('_', '-');
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  /** Says what becomes of an expression. */
  @FunctionalInterface
  private interface Change {
    String of(String expression);
  }

  /** A copy of a value with its expressions changed; what they take is noted. */
  private @Nullable Object value(String place, @Nullable Object value, Change change) {
    return switch (value) {
      case String text when text.contains("{{") -> expressions(place, text, change);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, each) -> {
          String name = String.valueOf(key);
          boolean plain = isWork(place) && PLAIN.contains(name);
          copy.put(name, plain ? Values.copy(each) : value(place + "." + name, each, change));
        });
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object each : list) {
          copy.add(value(place + "[" + copy.size() + "]", each, change));
        }
        yield copy;
      }
      case null, default -> value;
    };
  }

  /** The step itself, and what undoes it or is done in its place. */
  private boolean isWork(String place) {
    return place.equals(step.place())
        || place.equals(step.place() + ".undo")
        || place.equals(step.place() + ".fallback");
  }

  private String expressions(String place, String text, Change change) {
    try {
      return Expressions.changed(
          text,
          expression -> {
            note(place, expression);
            return change.of(expression);
          });
    } catch (ExpressionException e) {
      problems.add(new Problem(place, String.valueOf(e.getMessage())));
      return text;
    }
  }

  private void note(String place, String expression) {
    try {
      taken.addAll(takenBy(expression));
    } catch (UncuttableException e) {
      problems.add(
          new Problem(
              place,
              "cannot be cut out: '%s' %s. Nothing was exported."
                  .formatted(expression, e.getMessage())));
    }
  }

  /** Without what the step takes from itself, as what undoes it does. */
  private List<Taken> takenBy(String expression) {
    return Takings.of(expression, step.list() != null).stream()
        .filter(each -> each.source() != Taken.Source.STEP || !each.name().equals(step.id()))
        .toList();
  }

  private String rewritten(String expression, OwnInputs inputs) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (Taken each : takenBy(expression)) {
      text.append(expression, from, each.from()).append(inputs.expression(each));
      from = each.to();
    }
    return text.append(expression, from, expression.length()).toString();
  }
}
