package io.aiops.studio.host.definition;

import io.aiops.studio.host.definition.Step.PlanWork;
import io.aiops.studio.host.definition.Step.ToolWork;
import io.aiops.studio.host.definition.Step.TransformWork;
import io.aiops.studio.host.definition.Step.Work;
import java.util.List;

/** What the text says of a step of kind plan: who makes the plan, and what that may use. */
final class PlanForm {

  private static final List<String> PLANNERS = List.of("agent", "tool", "transform");

  private static final int MOST_PATTERNS = 100;

  private PlanForm() {}

  static PlanWork read(Reading in) {
    for (String field : List.of("planner", "allow")) {
      if (!in.has(field)) {
        in.problem(field, "is missing; expected an object");
      }
    }
    Reading planner = in.within("planner");
    Work work = in.has("planner") ? planner(planner) : new TransformWork("null", null);
    Reading allow = in.within("allow");
    PlanWork.Allow allowed =
        new PlanWork.Allow(
            patterns(allow, "agents"),
            patterns(allow, "tools"),
            patterns(allow, "models"),
            patterns(allow, "workflows"),
            patterns(allow, "signals"));
    allow.close();
    return new PlanWork(work, allowed, in.any("output"));
  }

  private static Work planner(Reading in) {
    String kind = in.text("kind");
    Work work =
        switch (kind) {
          case "agent" -> WorkForm.agent(in);
          case "tool" -> new ToolWork(in.text("tool"), in.object("input"));
          case "transform" -> new TransformWork(in.text("expression"), in.any("input"));
          default -> {
            if (!kind.isEmpty()) {
              in.isOneOf("kind", kind, PLANNERS);
            }
            yield new TransformWork("null", null);
          }
        };
    if (PLANNERS.contains(kind)) {
      in.close();
    }
    return work;
  }

  private static List<String> patterns(Reading in, String field) {
    List<String> patterns = in.texts(field);
    if (patterns.size() > MOST_PATTERNS) {
      in.problem(field, "has " + patterns.size() + "; expected at most " + MOST_PATTERNS);
    }
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).isEmpty()) {
        in.problem(field + "[" + i + "]", "is empty; expected a name, or a pattern such as '*'");
      }
    }
    return patterns;
  }
}
