package io.aiops.studio.ui.list;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.stream.Stream;

/** What a list shows in one cell, a line below the other: what it is, then what else is known. */
public final class Lines extends Div {

  private static final long serialVersionUID = 1L;

  public Lines(Component first, Component... others) {
    addClassName("studio-two-lines");
    add(first);
    Stream.of(others)
        .forEach(other -> {
          other.addClassName("studio-secondary");
          add(other);
        });
  }

  /** What is cut off because the cell is small is said in full on pointing at it. */
  public Lines(Component first, String other) {
    this(first, new Span(other));
    getChildren().skip(1).forEach(line -> line.getElement().setAttribute("title", other));
  }
}
