package io.aiops.studio.ui.designer;

import io.aiops.studio.ui.designer.Canvas.Place;
import io.aiops.studio.ui.designer.document.Draft;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is done on the canvas and in the form, each as one change of the draft. */
interface DraftEdits extends Canvas.Listener, StepForm.Listener {

  /** One change, which can be undone as one. */
  void edit(Consumer<Draft> change);

  @Override
  default void connected(String from, String to, String out) {
    edit(draft -> draft.connect(from, to, Out.when(out), out.equals(Out.FAILURE)));
  }

  @Override
  default void disconnected(int edge) {
    edit(draft -> draft.removeEdges(List.of(edge)));
  }

  @Override
  default void removed(String id) {
    removed(List.of(id), List.of());
  }

  @Override
  default void removed(List<String> steps, List<Integer> edges) {
    edit(draft -> {
      draft.removeEdges(edges);
      draft.removeSteps(steps);
    });
  }

  @Override
  default void moved(Map<String, Place> places) {
    edit(draft -> places.forEach((id, place) -> draft.place(id, place.x(), place.y())));
  }

  @Override
  default void arranged() {
    edit(Draft::forgetPlaces);
  }
}
