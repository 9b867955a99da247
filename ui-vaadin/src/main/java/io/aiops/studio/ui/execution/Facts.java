package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;

/** Short facts in a row, each with its name. */
final class Facts extends DescriptionList {

  private static final long serialVersionUID = 1L;

  Facts() {
    addClassName("studio-facts");
  }

  void fact(String name, String value) {
    if (!value.isEmpty()) {
      fact(name, new Span(value));
    }
  }

  void fact(String name, Component value) {
    Description description = new Description(value);
    com.vaadin.flow.component.html.Div pair =
        new com.vaadin.flow.component.html.Div(new Term(name), description);
    add(pair);
  }
}
