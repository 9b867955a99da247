package io.aiops.studio.host.definition;

import io.aiops.studio.host.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text of a workflow, YAML or JSON, and notes everything wrong with its form. */
public final class WorkflowReader {

  /** What {@code schema:} says in a text of this format. */
  public static final String FORMAT = "aiops-studio/workflow/v1";

  static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._+-]{0,99}");
  private static final int MOST_PLUGINS = 20;

  private WorkflowReader() {}

  /** Never throws: what cannot be read is a problem. */
  public static Validation read(String text) {
    List<Problem> problems = new ArrayList<>();
    Object document = Document.load(text, problems);
    if (document == null) {
      return new Validation(Optional.empty(), problems);
    }
    Workflow workflow = workflow(new Reading("", document, problems));
    boolean usable = document instanceof Map<?, ?>;
    return new Validation(usable ? Optional.of(workflow) : Optional.empty(), problems);
  }

  /**
   * Reads the body of a plan.
   *
   * @param pool that its tasks go to; null for the workflow's
   */
  static Body planned(Map<String, @Nullable Object> plan, @Nullable String pool, List<Problem> to) {
    Reading in = new Reading("", plan, to);
    Body body = BodyForm.read(in, PoolForm.plan(pool), 1);
    in.close();
    return body;
  }

  private static Workflow workflow(Reading in) {
    if (in.any("schema") != null) {
      in.oneOf("schema", FORMAT, List.of(FORMAT));
    } else {
      in.problem("schema", "is missing; expected '" + FORMAT + "'");
    }
    String name = in.text("name");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      in.problem("name", "is '" + name + "'; expected 1 to 100 lower case letters, digits and '-'");
    }
    String title = in.text("title", name);
    String description = in.text("description", "");
    Map<String, @Nullable Object> inputs = in.object("inputs");
    Body body = BodyForm.read(in, PoolForm.WORKFLOW, 1);
    Object output = in.any("output");
    int priority = in.integer("priority", Queueing.ORDINARY, 0, Queueing.HIGHEST);
    String pool = PoolForm.WORKFLOW.read(in);
    Queueing queueing =
        new Queueing(priority, pool == null ? Queueing.DEFAULT_POOL : pool, executions(in));
    Map<String, String> plugins = plugins(in);
    Duration sla = TimesForm.sla(in);
    canvas(in.within("canvas"));
    in.close();
    return new Workflow(name, title, description, inputs, body, output, queueing, plugins, sla);
  }

  /** How many executions may run at the same time. */
  private static int executions(Reading in) {
    if (!in.has("limits")) {
      in.any("limits");
      return 0;
    }
    Reading limits = in.within("limits");
    if (!limits.has("executions")) {
      limits.problem("executions", "is missing; expected a whole number");
    }
    int executions = limits.integer("executions", 0, 1, Queueing.MOST_EXECUTIONS);
    limits.close();
    return executions;
  }

  /** The versions of plugins that it keeps to. */
  private static Map<String, String> plugins(Reading in) {
    Map<String, String> versions = new LinkedHashMap<>();
    Reading plugins = in.within("plugins");
    if (plugins.keys().size() > MOST_PLUGINS) {
      in.problem(
          "plugins",
          "names " + plugins.keys().size() + " plugins; expected " + MOST_PLUGINS + " at most");
    }
    for (String plugin : plugins.keys()) {
      String version = plugins.text(plugin);
      if (VERSION.matcher(version).matches()) {
        versions.put(plugin, version);
      } else if (!version.isEmpty()) {
        plugins.problem(plugin, "is '" + version + "'; expected a version such as 1.2.0");
      }
    }
    return Collections.unmodifiableMap(versions);
  }

  /** Where the designer draws each step: x and y. */
  private static void canvas(Reading in) {
    for (String step : in.keys()) {
      if (!(in.any(step) instanceof List<?> place
          && place.size() == 2
          && place.stream().allMatch(Number.class::isInstance))) {
        in.problem(step, "is " + Reading.shown(in.any(step)) + "; expected two numbers, [x, y]");
      }
    }
  }
}
