package io.aiops.studio.ui.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** Short facts in a row, each with its name. */
public final class Facts extends DescriptionList {

  private static final long serialVersionUID = 1L;

  public Facts() {
    addClassName("studio-facts");
  }

  public void fact(String name, String value) {
    if (!value.isEmpty()) {
      fact(name, new Span(value));
    }
  }

  public void fact(String name, Component value) {
    Description description = new Description(value);
    Div pair = new Div(new Term(name), description);
    add(pair);
  }
}
