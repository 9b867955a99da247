package io.aiops.studio.ui.layout;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;

/** A page: a heading, what can be done, and the content. */
public abstract class Page extends Main {

  private static final long serialVersionUID = 1L;

  private final H1 heading = new H1();
  private final Div actions = new Div();

  protected Page(String title) {
    addClassName("studio-page");
    heading.setText(title);
    actions.addClassName("studio-actions");
    Div top = new Div(heading, actions);
    top.addClassName("studio-page-top");
    add(top);
  }

  protected final void setHeading(String title) {
    heading.setText(title);
  }

  /** Buttons and filters beside the heading. */
  protected final void addActions(Component... components) {
    actions.add(components);
  }

  /** One or two sentences under the heading. */
  protected final void addIntroduction(String text) {
    Paragraph paragraph = new Paragraph(text);
    paragraph.addClassName("studio-introduction");
    add(paragraph);
  }
}
