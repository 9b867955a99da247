package io.aiops.studio.ui.designer;

import io.aiops.studio.host.definition.text.Values;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.ToolView;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.ui.designer.document.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the canvas shows of one body.
 *
 * @param scope which body; empty for the workflow's own
 * @param editable whether it can be changed now
 */
record Graph(String scope, boolean editable, List<GraphStep> steps, List<GraphEdge> edges) {

  /**
   * @param id of the step; edges name it
   * @param detail the agent, tool or workflow
   * @param at where the text says it is drawn; null if it does not
   * @param outs the ways out of it
   * @param inner how many steps a forEach step holds
   */
  record GraphStep(
      String id,
      String title,
      String kind,
      String kindTitle,
      String detail,
      double @Nullable [] at,
      List<Out> outs,
      int inner,
      List<String> problems) {}

  /**
   * @param out the way out of {@code from} that it follows
   */
  record GraphEdge(
      int index, String from, String to, String out, String label, List<String> problems) {}

  static Graph of(Draft draft, List<Problem> problems, boolean editable, Offers offers) {
    List<GraphStep> steps = new ArrayList<>();
    List<GraphEdge> edges = new ArrayList<>();
    List<Map<String, @Nullable Object>> texts = draft.steps();
    List<Map<String, @Nullable Object>> links = draft.edges();
    for (int i = 0; i < texts.size(); i++) {
      Map<String, @Nullable Object> step = texts.get(i);
      String id = Values.text(step.get("id"));
      // Two with one id cannot both be drawn; the problem says it, and the text shows both.
      if (!id.isEmpty() && draft.index(id) == i) {
        List<String> own = within(problems, draft.place(i));
        steps.add(step(draft, step, Out.all(step, links), own, offers));
      }
    }
    for (int i = 0; i < links.size(); i++) {
      Map<String, @Nullable Object> edge = links.get(i);
      String from = Values.text(edge.get("from"));
      String to = Values.text(edge.get("to"));
      if (draft.index(from) >= 0 && draft.index(to) >= 0) {
        Out out = Out.of(edge);
        String label = out.kind().equals(Out.FAILURE) ? out.label() : "";
        edges.add(
            new GraphEdge(i, from, to, out.id(), label, within(problems, draft.edgePlace(i))));
      }
    }
    return new Graph(String.join("/", draft.path()), editable, steps, edges);
  }

  private static GraphStep step(
      Draft draft,
      Map<String, @Nullable Object> step,
      List<Out> outs,
      List<String> problems,
      Offers offers) {
    String id = Values.text(step.get("id"));
    String kind = Values.text(step.get("kind"));
    return new GraphStep(
        id,
        Values.text(step.get("title")),
        kind,
        Kind.of(kind).map(Kind::title).orElse("Unknown kind"),
        detail(step, offers),
        draft.position(id),
        outs,
        kind.equals("forEach") ? Values.list(step.get("steps")).size() : 0,
        problems);
  }

  private static String detail(Map<String, @Nullable Object> step, Offers offers) {
    Map<String, @Nullable Object> planner = Values.map(step.get("planner"));
    if (!planner.isEmpty()) {
      return detail(planner, offers);
    }
    String agent = Values.text(step.get("agent"));
    Contribution known = offers.agents().get(agent);
    if (known != null) {
      return known.title();
    }
    String tool = Values.text(step.get("tool"));
    ToolView offered = offers.tools().get(tool);
    return offered != null
        ? offers.connector(tool) + " · " + offered.name()
        : agent + tool + called(Values.text(step.get("workflow")), offers);
  }

  private static String called(String workflow, Offers offers) {
    Offers.Offered known = offers.workflows().get(workflow);
    return known == null ? workflow : known.title();
  }

  private static List<String> within(List<Problem> problems, String place) {
    return problems.stream()
        .filter(problem ->
            problem.path().equals(place)
                || problem.path().startsWith(place + ".")
                || problem.path().startsWith(place + "["))
        .map(problem -> problem.toString().substring(place.length()).replaceFirst("^[.:] ?", ""))
        .toList();
  }
}
