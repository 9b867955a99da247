package io.aiops.studio.host.definition;

import io.aiops.studio.host.definition.Step.AgentWork;
import io.aiops.studio.host.definition.Step.ApprovalWork;
import io.aiops.studio.host.definition.Step.ForEachWork;
import io.aiops.studio.host.definition.Step.SignalWork;
import io.aiops.studio.host.definition.Step.SwitchWork;
import io.aiops.studio.host.definition.Step.ToolWork;
import io.aiops.studio.host.definition.Step.TransformWork;
import io.aiops.studio.host.definition.Step.WaitWork;
import io.aiops.studio.host.definition.Step.Work;
import io.aiops.studio.host.definition.Step.WorkflowWork;
import java.util.ArrayList;
import java.util.List;

/** What the text says that a step does, by its kind. */
final class WorkForm {

  static final List<String> KINDS =
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

  /** Lists within lists. */
  private static final int DEEPEST = 5;

  private WorkForm() {}

  /**
   * @param depth how deep the step stands in lists, 1 for one in the workflow itself
   */
  static Work read(Reading in, String kind, PoolForm pools, int depth) {
    return switch (kind) {
      case "agent" -> agent(in);
      case "tool" -> new ToolWork(in.text("tool"), in.object("input"));
      case "transform" -> new TransformWork(in.text("expression"), in.any("input"));
      case "switch" -> choice(in);
      case "forEach" -> forEach(in, pools, depth);
      case "wait" -> pause(in);
      case "approval" ->
          new ApprovalWork(in.text("question"), in.any("details"), Approvers.read(in));
      case "signal" -> new SignalWork(in.text("signal"));
      case "workflow" -> child(in);
      case "plan" -> PlanForm.read(in);
      default -> {
        if (!kind.isEmpty()) {
          in.problem(
              "kind", "is '" + kind + "'; expected one of " + KINDS + Reading.hint(kind, KINDS));
        }
        yield new TransformWork("null", null);
      }
    };
  }

  /** Work that calls what may not answer. */
  static Work call(Reading in) {
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

  static AgentWork agent(Reading in) {
    return new AgentWork(
        in.text("agent"),
        in.text("instruction", ""),
        in.object("input"),
        in.text("model", ""),
        in.texts("tools"),
        in.object("settings"),
        in.texts("approve"),
        approvers(in));
  }

  /** Who decides about what the agent asks; whoever may run executions if the text is silent. */
  private static Approvers approvers(Reading in) {
    if (!in.has("approval")) {
      return Approvers.ANYBODY;
    }
    Reading own = in.within("approval");
    Approvers approvers = Approvers.read(own);
    own.close();
    return approvers;
  }

  private static SwitchWork choice(Reading in) {
    List<SwitchWork.Case> cases = new ArrayList<>();
    List<?> texts = in.list("cases");
    if (texts.isEmpty()) {
      in.problem("cases", "is empty; expected at least one case with name and when");
    }
    for (int i = 0; i < texts.size(); i++) {
      Reading one = in.item("cases", i, texts.get(i));
      cases.add(new SwitchWork.Case(one.text("name"), one.text("when")));
      one.close();
    }
    String otherwise = in.has("otherwise") ? in.text("otherwise", "") : null;
    in.any("otherwise");
    return new SwitchWork(List.copyOf(cases), otherwise);
  }

  private static ForEachWork forEach(Reading in, PoolForm pools, int depth) {
    String items = in.text("items");
    int concurrency = in.integer("concurrency", 8, 1, 1000);
    if (depth >= DEEPEST) {
      in.problem("steps", "nests deeper than " + DEEPEST + " levels");
      in.any("steps");
      in.any("edges");
      return new ForEachWork(items, concurrency, new Body(List.of(), List.of()), in.any("output"));
    }
    return new ForEachWork(
        items, concurrency, BodyForm.read(in, pools, depth + 1), in.any("output"));
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
    if (!workflow.isEmpty()
        && !workflow.contains("{{")
        && !WorkflowReader.NAME.matcher(workflow).matches()) {
      in.problem("workflow", "is '" + workflow + "'; expected the name of a workflow");
    }
    Integer version =
        in.has("version") ? (Integer) in.integer("version", 1, 1, Integer.MAX_VALUE) : null;
    in.any("version");
    return new WorkflowWork(workflow, version, in.object("inputs"));
  }
}
