package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.component.react.ReactAdapterComponent;
import java.util.List;
import java.util.Map;

/**
 * The canvas: shows a graph and tells what people do to it; it changes nothing by itself. The
 * statuses of a run come apart from the graph, so that they never move a step.
 */
@Tag("studio-canvas")
@NpmPackage(value = "@xyflow/react", version = "12.12.1")
@NpmPackage(value = "@dagrejs/dagre", version = "3.1.3")
@JsModule("./designer/canvas.tsx")
final class Canvas extends ReactAdapterComponent implements HasSize, HasStyle {

  private static final long serialVersionUID = 1L;

  /** A point on the canvas. */
  record Place(double x, double y) {}

  /** How a step stands in the execution that is followed. */
  record StepStatus(String status, String word, String count) {}

  record Selection(String id, int turn) {}

  record Named(String id) {}

  record Connected(String from, String to, String out) {}

  record Removed(List<String> steps, List<Integer> edges) {}

  record Moved(Map<String, Place> places) {}

  record Dropped(String key, Place at, Map<String, Place> places) {}

  /** What people do to the canvas. */
  interface Listener {
    /** Empty if nothing is selected, or more than one step. */
    void selected(String id);

    void opened(String id);

    void connected(String from, String to, String out);

    void removed(List<String> steps, List<Integer> edges);

    /** Where all steps are now. */
    void moved(Map<String, Place> places);

    void dropped(String key, Place at, Map<String, Place> places);

    void arranged();

    void undone();

    void redone();
  }

  private int turn;

  Canvas(Listener listener) {
    getElement().setAttribute("data-testid", "canvas");
    on("select", Named.class, told -> listener.selected(told.id));
    on("open", Named.class, told -> listener.opened(told.id));
    on("connect", Connected.class, told -> listener.connected(told.from, told.to, told.out));
    on("remove", Removed.class, told -> listener.removed(told.steps, told.edges));
    on("move", Moved.class, told -> listener.moved(told.places));
    on("drop", Dropped.class, told -> listener.dropped(told.key, told.at, told.places));
    on("arrange", Map.class, told -> listener.arranged());
    on("undo", Map.class, told -> listener.undone());
    on("redo", Map.class, told -> listener.redone());
  }

  private <T> void on(String what, Class<T> type, java.util.function.Consumer<T> told) {
    getElement()
        .addEventListener("canvas-" + what, event -> told.accept(event.getEventDetail(type)))
        .addEventDetail();
  }

  void show(Graph graph) {
    setState("graph", graph);
  }

  /** By step id; empty to show none. */
  void showStatuses(Map<String, StepStatus> statuses) {
    setState("statuses", statuses);
  }

  void select(String id) {
    turn++;
    setState("selection", new Selection(id, turn));
  }
}
