package io.aiops.studio.ui.layout;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;

/** Stands where a list would be: says why it is empty and what to do next. */
public final class EmptyState extends Div {

  private static final long serialVersionUID = 1L;

  public EmptyState(VaadinIcon icon, String title, String next, Component... actions) {
    addClassName("studio-empty");
    Div buttons = new Div(actions);
    buttons.addClassName("studio-actions");
    add(icon.create(), new H2(title), new Paragraph(next), buttons);
  }
}
