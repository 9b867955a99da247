package io.aiops.studio.host.definition;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.definition.Step.AgentWork;
import io.aiops.studio.host.definition.Step.ApprovalWork;
import io.aiops.studio.host.definition.Step.ForEachWork;
import io.aiops.studio.host.definition.Step.OnFailure;
import io.aiops.studio.host.definition.Step.Retry;
import io.aiops.studio.host.definition.Step.SignalWork;
import io.aiops.studio.host.definition.Step.SwitchWork;
import io.aiops.studio.host.definition.Step.ToolWork;
import io.aiops.studio.host.definition.Step.TransformWork;
import io.aiops.studio.host.definition.Step.WaitWork;
import io.aiops.studio.host.definition.Step.Work;
import io.aiops.studio.host.definition.Step.WorkflowWork;
import io.aiops.studio.host.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the text of a workflow, YAML or JSON, and notes everything wrong with its form. */
public final class WorkflowReader {

  /** What {@code schema:} says in a text of this format. */
  public static final String FORMAT = "aiops-studio/workflow/v1";

  static final int MOST_STEPS = 500;
  static final int DEEPEST = 5;

  private static final List<String> KINDS =
      List.of(
          "agent",
          "tool",
          "transform",
          "switch",
          "forEach",
          "wait",
          "signal",
          "approval",
          "workflow",
          "plan");

  /** Kinds whose steps call what may not answer. */
  private static final List<String> CALLS = List.of("agent", "tool");

  /** Kinds whose steps have effects that may be undone. */
  private static final Set<String> UNDOABLE = Set.of("agent", "tool", "transform", "workflow");

  /** What plugin-api's failures are called in text, and the host's own that is tried again. */
  private static final List<String> CATEGORIES =
      Stream.concat(
              Arrays.stream(PluginException.Category.values())
                  .map(category -> category.name().toLowerCase(Locale.ROOT).replace('_', '-')),
              Stream.of(Plan.INVALID))
          .toList();

  static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
  private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

  private final List<Problem> problems = new ArrayList<>();

  /** Of a body that was planned: its tasks go where the plan step's go; else null. */
  private @Nullable Planned planned;

  private record Planned(@Nullable String pool) {}

  private WorkflowReader() {}

  /** Never throws: what cannot be read is a problem. */
  public static Validation read(String text) {
    WorkflowReader reader = new WorkflowReader();
    Object document = Document.load(text, reader.problems);
    if (document == null) {
      return new Validation(Optional.empty(), reader.problems);
    }
    Workflow workflow = reader.workflow(new Reading("", document, reader.problems));
    boolean usable = document instanceof Map<?, ?>;
    return new Validation(usable ? Optional.of(workflow) : Optional.empty(), reader.problems);
  }

  /**
   * Reads the body of a plan.
   *
   * @param pool that its tasks go to; null for the workflow's
   */
  static Body planned(Map<String, @Nullable Object> plan, @Nullable String pool, List<Problem> to) {
    WorkflowReader reader = new WorkflowReader();
    reader.planned = new Planned(pool);
    Reading in = new Reading("", plan, reader.problems);
    Body body = reader.body(in, 1);
    in.close();
    to.addAll(reader.problems);
    return body;
  }

  private Workflow workflow(Reading in) {
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
    Body body = body(in, 1);
    Object output = in.any("output");
    int priority = in.integer("priority", Queueing.ORDINARY, 0, Queueing.HIGHEST);
    String pool = pool(in);
    Queueing queueing =
        new Queueing(priority, pool == null ? Queueing.DEFAULT_POOL : pool, executions(in));
    Duration sla = sla(in);
    canvas(new Reading(in.at("canvas"), in.object("canvas"), problems));
    in.close();
    return new Workflow(name, title, description, inputs, body, output, queueing, sla);
  }

  private static @Nullable Duration sla(Reading in) {
    Duration sla = in.duration("sla");
    if (sla != null && sla.isZero()) {
      in.problem("sla", "is '" + sla + "'; expected more than no time, such as PT1H");
      return null;
    }
    return sla;
  }

  /** How many executions may run at the same time. */
  private int executions(Reading in) {
    if (!in.has("limits")) {
      in.any("limits");
      return 0;
    }
    Reading limits = new Reading(in.at("limits"), in.object("limits"), problems);
    if (!limits.has("executions")) {
      limits.problem("executions", "is missing; expected a whole number");
    }
    int executions = limits.integer("executions", 0, 1, Queueing.MOST_EXECUTIONS);
    limits.close();
    return executions;
  }

  private @Nullable String pool(Reading in) {
    String pool = in.text("pool", "");
    if (planned != null && in.has("pool")) {
      in.problem("pool", "is not for a plan: its tasks go to the workers of the plan step");
    }
    if (planned != null || !in.has("pool")) {
      return planned == null ? null : planned.pool();
    }
    if (in.any("pool") instanceof String && !Queueing.isPool(pool)) {
      in.problem("pool", "is '" + pool + "'; " + Queueing.POOL_EXPECTED);
    }
    return pool;
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

  private Body body(Reading in, int depth) {
    List<Step> steps = new ArrayList<>();
    List<?> texts = in.list("steps");
    if (texts.isEmpty()) {
      in.problem("steps", "has no step; expected at least one");
    }
    if (texts.size() > MOST_STEPS) {
      in.problem("steps", "has " + texts.size() + " steps; at most " + MOST_STEPS);
      texts = texts.subList(0, MOST_STEPS);
    }
    Set<String> ids = new LinkedHashSet<>();
    for (int i = 0; i < texts.size(); i++) {
      Reading step = new Reading(in.at("steps") + "[" + i + "]", texts.get(i), problems);
      Step read = step(step, depth);
      // Kept even so: what is found later must name the steps after it by their place.
      steps.add(read);
      if (!read.id().isEmpty() && !ids.add(read.id())) {
        step.problem("id", "is '" + read.id() + "', which another step here has too");
      }
    }
    List<Edge> edges = new ArrayList<>();
    List<?> edgeTexts = in.list("edges");
    for (int i = 0; i < edgeTexts.size(); i++) {
      Reading edge = new Reading(in.at("edges") + "[" + i + "]", edgeTexts.get(i), problems);
      edge(edge, steps, ids).ifPresent(edges::add);
    }
    Cycles.find(ids, edges)
        .ifPresent(cycle ->
            in.problem(
                "edges",
                "form a cycle: "
                    + String.join(" -> ", cycle)
                    + "; remove one of them, a workflow only goes forward"));
    return new Body(steps, edges);
  }

  private static Optional<Edge> edge(Reading in, List<Step> steps, Set<String> ids) {
    String from = in.text("from");
    String to = in.text("to");
    String when = in.has("when") ? in.text("when", "") : null;
    in.any("when");
    String on = in.oneOf("on", "success", List.of("success", "failure"));
    in.close();
    boolean known = true;
    for (String key : List.of("from", "to")) {
      String id = key.equals("from") ? from : to;
      if (!id.isEmpty() && !ids.contains(id)) {
        in.problem(key, "is '" + id + "', which is no step here" + Reading.hint(id, ids));
      }
      known &= ids.contains(id);
    }
    if (!known) {
      return Optional.empty();
    }
    checkCase(in, steps, from, when);
    return Optional.of(
        new Edge(from, to, when, on.equals("failure") ? Edge.On.FAILURE : Edge.On.SUCCESS));
  }

  private static void checkCase(Reading in, List<Step> steps, String from, @Nullable String when) {
    Work work =
        steps.stream().filter(s -> s.id().equals(from)).findFirst().map(Step::work).orElse(null);
    if (when == null || work == null) {
      return;
    }
    if (!(work instanceof SwitchWork choice)) {
      in.problem("when", "is '" + when + "', but '" + from + "' is no switch step");
      return;
    }
    List<String> names =
        new ArrayList<>(choice.cases().stream().map(SwitchWork.Case::name).toList());
    if (choice.otherwise() != null) {
      names.add(choice.otherwise());
    }
    if (!names.contains(when)) {
      in.problem(
          "when",
          "is '"
              + when
              + "'; the cases of '"
              + from
              + "' are "
              + names
              + Reading.hint(when, names));
    }
  }

  private Step step(Reading in, int depth) {
    String id = in.text("id");
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      in.problem(
          "id", "is '" + id + "'; expected a letter, then up to 63 letters, digits, '_' and '-'");
    }
    String kind = in.text("kind");
    Work work =
        switch (kind) {
          case "agent" -> agent(in);
          case "tool" -> new ToolWork(in.text("tool"), in.object("input"));
          case "transform" -> new TransformWork(in.text("expression"), in.any("input"));
          case "switch" -> choice(in);
          case "forEach" -> forEach(in, depth);
          case "wait" -> pause(in);
          case "approval" -> approval(in);
          case "signal" -> new SignalWork(in.text("signal"));
          case "workflow" -> child(in);
          case "plan" -> PlanForm.read(in, problems);
          default -> {
            if (!kind.isEmpty()) {
              in.problem(
                  "kind",
                  "is '" + kind + "'; expected one of " + KINDS + Reading.hint(kind, KINDS));
            }
            yield new TransformWork("null", null);
          }
        };
    String title = in.text("title", id);
    in.text("description", "");
    Retry retry =
        in.has("retry")
            ? retry(new Reading(in.at("retry"), in.object("retry"), problems))
            : work instanceof WorkflowWork ? Retry.NONE : Retry.DEFAULT;
    in.any("retry");
    Step.Timeouts timeouts =
        new Step.Timeouts(
            in.duration("queueTimeout"),
            in.duration("totalTimeout"),
            in.duration("heartbeatTimeout"),
            work instanceof ApprovalWork approval ? approval.sla() : sla(in));
    String pool = pool(in);
    Step undo = undo(in, id, title, kind, pool);
    Step plain =
        new Step(
            id,
            title,
            work,
            retry,
            in.duration("timeout"),
            timeouts,
            onFailure(in),
            pool,
            undo,
            null);
    Step step = plain.or(fallback(in, plain));
    if (KINDS.contains(kind)) {
      in.close();
    }
    return step;
  }

  private @Nullable Step undo(
      Reading of, String id, String title, String kind, @Nullable String pool) {
    if (!of.has("undo") || !UNDOABLE.contains(kind)) {
      return null;
    }
    Reading in = new Reading(of.at("undo"), of.object("undo"), problems);
    Work work = call(in);
    if (work instanceof AgentWork agent && !agent.approve().isEmpty()) {
      in.problem("approve", "is not for what undoes a step: nobody may be there to decide");
    }
    Retry retry =
        in.has("retry")
            ? retry(new Reading(in.at("retry"), in.object("retry"), problems))
            : Retry.DEFAULT;
    in.any("retry");
    Step undo =
        new Step(
            id + Step.UNDO,
            "Undo " + title,
            work,
            retry,
            in.duration("timeout"),
            Step.Timeouts.NONE,
            OnFailure.DEFAULT,
            pool,
            null,
            null);
    in.close();
    return undo;
  }

  private static Work call(Reading in) {
    String kind = in.text("kind");
    return switch (kind) {
      case "agent" -> agent(in);
      case "tool" -> new ToolWork(in.text("tool"), in.object("input"));
      default -> {
        if (!kind.isEmpty()) {
          in.isOneOf("kind", kind, List.of("agent", "tool"));
        }
        yield new TransformWork("null", null);
      }
    };
  }

  /** The step as it falls back: another model for its agent, or other work altogether. */
  private @Nullable Step fallback(Reading of, Step step) {
    if (!of.has("fallback") || !CALLS.contains(step.work().kind())) {
      return null;
    }
    Reading in = new Reading(of.at("fallback"), of.object("fallback"), problems);
    if (step.undo() != null) {
      of.problem(
          "fallback", "is not for a step with 'undo': what undoes it would not know which one ran");
    }
    Work work =
        step.work() instanceof AgentWork agent && !in.has("kind")
            ? agent.asking(in.text("model"))
            : call(in);
    Retry retry =
        in.has("retry")
            ? retry(new Reading(in.at("retry"), in.object("retry"), problems))
            : Retry.DEFAULT;
    in.any("retry");
    Step fallback =
        new Step(
            step.id(),
            step.title(),
            work,
            retry,
            in.duration("timeout"),
            step.timeouts(),
            step.onFailure(),
            step.pool(),
            null,
            null);
    in.close();
    return fallback;
  }

  static AgentWork agent(Reading in) {
    return new AgentWork(
        in.text("agent"),
        in.text("instruction", ""),
        in.object("input"),
        in.text("model", ""),
        in.texts("tools"),
        in.object("settings"),
        in.texts("approve"));
  }

  private static ApprovalWork approval(Reading in) {
    ApprovalWork approval =
        new ApprovalWork(
            in.text("question"),
            in.any("details"),
            assignees(in, "assignees"),
            sla(in),
            assignees(in, "escalateTo"));
    if (in.has("escalateTo") && !in.has("sla")) {
      in.problem("sla", "is missing; expected after how long it is escalated, such as PT4H");
    }
    return approval;
  }

  private static List<String> assignees(Reading in, String field) {
    List<String> assignees = in.texts(field);
    if (assignees.size() > Assignees.MOST) {
      in.problem(field, "has " + assignees.size() + "; expected at most " + Assignees.MOST);
    }
    for (int i = 0; i < assignees.size(); i++) {
      String who = assignees.get(i);
      if (!who.contains("{{") && !Assignees.fits(who)) {
        in.problem(field + "[" + i + "]", "is '" + who + "'; expected " + Assignees.EXPECTED);
      }
    }
    return assignees;
  }

  private SwitchWork choice(Reading in) {
    List<SwitchWork.Case> cases = new ArrayList<>();
    List<?> texts = in.list("cases");
    if (texts.isEmpty()) {
      in.problem("cases", "is empty; expected at least one case with name and when");
    }
    for (int i = 0; i < texts.size(); i++) {
      Reading one = new Reading(in.at("cases") + "[" + i + "]", texts.get(i), problems);
      cases.add(new SwitchWork.Case(one.text("name"), one.text("when")));
      one.close();
    }
    String otherwise = in.has("otherwise") ? in.text("otherwise", "") : null;
    in.any("otherwise");
    return new SwitchWork(List.copyOf(cases), otherwise);
  }

  private ForEachWork forEach(Reading in, int depth) {
    String items = in.text("items");
    int concurrency = in.integer("concurrency", 8, 1, 1000);
    if (depth >= DEEPEST) {
      in.problem("steps", "nests deeper than " + DEEPEST + " levels");
      in.any("steps");
      in.any("edges");
      return new ForEachWork(items, concurrency, new Body(List.of(), List.of()), in.any("output"));
    }
    return new ForEachWork(items, concurrency, body(in, depth + 1), in.any("output"));
  }

  private static WaitWork pause(Reading in) {
    String duration = in.text("duration", "");
    String until = in.text("until", "");
    if (in.has("duration") == in.has("until")) {
      in.problem("duration", "and until: expected exactly one of them");
    }
    if (in.any("duration") instanceof String && !duration.contains("{{")) {
      in.duration("duration");
    }
    if (in.any("until") instanceof String && !until.contains("{{")) {
      in.instant("until");
    }
    return new WaitWork(duration, until);
  }

  private static WorkflowWork child(Reading in) {
    String workflow = in.text("workflow");
    if (!workflow.isEmpty() && !workflow.contains("{{") && !NAME.matcher(workflow).matches()) {
      in.problem("workflow", "is '" + workflow + "'; expected the name of a workflow");
    }
    Integer version =
        in.has("version") ? (Integer) in.integer("version", 1, 1, Integer.MAX_VALUE) : null;
    in.any("version");
    return new WorkflowWork(workflow, version, in.object("inputs"));
  }

  private static Retry retry(Reading in) {
    Retry retry =
        new Retry(
            in.integer("attempts", Retry.DEFAULT.attempts(), 1, 100),
            in.duration("delay", Retry.DEFAULT.delay()),
            in.number("factor", Retry.DEFAULT.factor(), 1, 100),
            in.duration("maxDelay", Retry.DEFAULT.maxDelay()),
            in.number("jitter", Retry.DEFAULT.jitter(), 0, 1),
            in.texts("except", CATEGORIES));
    in.close();
    return retry;
  }

  private OnFailure onFailure(Reading in) {
    Object value = in.any("onFailure");
    List<String> known = List.of("fail", "continue");
    if (value instanceof Map<?, ?>) {
      Reading object = new Reading(in.at("onFailure"), value, problems);
      String then = object.text("then");
      if (!then.isEmpty()) {
        object.isOneOf("then", then, known);
      }
      Object output = object.any("output");
      object.close();
      return new OnFailure(then(then), output);
    }
    return !in.has("onFailure")
        ? OnFailure.DEFAULT
        : new OnFailure(then(in.oneOf("onFailure", "fail", known)), null);
  }

  private static OnFailure.Then then(String word) {
    return word.equals("continue") ? OnFailure.Then.CONTINUE : OnFailure.Then.FAIL;
  }
}
