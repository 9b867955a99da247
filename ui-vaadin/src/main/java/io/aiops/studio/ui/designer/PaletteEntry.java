package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** One thing of the palette. A Div in a button's role, because Firefox drags no real button. */
final class PaletteEntry extends Div {

  private static final long serialVersionUID = 1L;

  PaletteEntry(PaletteItem item, Runnable chosen) {
    addClassName("designer-palette-entry");
    Span mark = new Span();
    mark.addClassName("designer-mark");
    mark.getElement().setAttribute("data-kind", item.kind().word());
    add(mark, new Span(item.title()));
    setTitle(item.description());
    getElement()
        .setAttribute("role", "button")
        .setAttribute("tabindex", "0")
        .setAttribute("draggable", "true")
        .setAttribute("data-testid", "palette-" + item.key())
        .setAttribute("aria-label", "Add " + item.title())
        .executeJs(
            "this.addEventListener('dragstart', event => {"
                + "event.dataTransfer.setData('application/x-studio-palette', $0);"
                + "event.dataTransfer.effectAllowed = 'copy'; })",
            item.key());
    ComponentEventListener<ClickEvent<Div>> listener = click -> chosen.run();
    addClickListener(listener);
    getElement()
        .addEventListener("keydown", pressed -> chosen.run())
        .setFilter(
            "(event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), true)");
  }
}
