package io.aiops.studio.host.definition;

import io.aiops.studio.host.definition.Step.SwitchWork;
import io.aiops.studio.host.definition.Step.Work;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the text says of steps, and of the edges between them. */
final class BodyForm {

  private static final int MOST_STEPS = 500;

  private BodyForm() {}

  /**
   * @param depth how deep it stands in lists, 1 for the workflow's own
   */
  static Body read(Reading in, PoolForm pools, int depth) {
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
      Reading step = in.item("steps", i, texts.get(i));
      Step read = StepForm.read(step, pools, depth);
      // Kept even so: what is found later must name the steps after it by their place.
      steps.add(read);
      if (!read.id().isEmpty() && !ids.add(read.id())) {
        step.problem("id", "is '" + read.id() + "', which another step here has too");
      }
    }
    List<Edge> edges = new ArrayList<>();
    List<?> edgeTexts = in.list("edges");
    for (int i = 0; i < edgeTexts.size(); i++) {
      Reading edge = in.item("edges", i, edgeTexts.get(i));
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
}
