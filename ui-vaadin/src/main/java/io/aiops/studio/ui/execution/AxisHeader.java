package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** The time axis over the waterfall: round times from the execution's start on. */
final class AxisHeader extends Div {

  private static final long serialVersionUID = 1L;

  AxisHeader() {
    addClassName("studio-axis");
    getElement().setAttribute("aria-label", "Time since the start");
    getElement().setAttribute("role", "img");
  }

  void show(Axis axis) {
    removeAll();
    boolean second = false;
    for (Axis.Mark mark : axis.marks()) {
      Span label = new Span(mark.label());
      label.getStyle().setLeft(mark.left() + "%");
      // The last label would leave the column on the right.
      label.getElement().setAttribute("data-edge", mark.left() > 90);
      // A narrow column has room for half of them.
      label.getElement().setAttribute("data-second", second);
      second = !second;
      add(label);
    }
  }
}
