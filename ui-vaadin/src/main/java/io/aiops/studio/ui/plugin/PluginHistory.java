package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.host.plugin.PluginSet;
import io.aiops.studio.ui.text.Moment;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The versions of the plugin set: who changed what and why, and the way back. */
final class PluginHistory extends Div {

  private static final long serialVersionUID = 1L;

  private final NativeTableBody body = new NativeTableBody();
  private final boolean mayChange;
  private final transient Consumer<PluginSet.Made> back;

  PluginHistory(boolean mayChange, Consumer<PluginSet.Made> back) {
    this.mayChange = mayChange;
    this.back = back;
    NativeTableRow head = new NativeTableRow();
    Stream.of("Set", "When", "Who", "What and why", "")
        .forEach(name -> head.add(new NativeTableHeaderCell(name)));
    Div table = new Div(new NativeTable(new NativeTableHeader(head), body));
    table.addClassName("studio-table");
    // A box that scrolls must be reachable by the keyboard.
    table.getElement().setAttribute("tabindex", "0").setAttribute("role", "group");
    table.getElement().setAttribute("aria-label", "History of the plugins");
    add(new H2("History"), table);
  }

  /** The newest first: that is the one that serves. */
  void show(List<PluginSet.Made> history) {
    setVisible(!history.isEmpty());
    body.removeAll();
    for (PluginSet.Made made : history) {
      NativeTableRow row = new NativeTableRow();
      row.getElement().setAttribute("data-set", String.valueOf(made.version()));
      Stream.of(
              String.valueOf(made.version()),
              Moment.exact(made.madeAt()),
              made.madeBy(),
              made.why())
          .forEach(text -> row.add(new NativeTableCell(text)));
      row.add(new NativeTableCell(action(made, made == history.getFirst())));
      body.add(row);
    }
  }

  private Component action(PluginSet.Made made, boolean newest) {
    if (newest) {
      return new Span("Serves now");
    }
    if (!mayChange) {
      return new Span();
    }
    Button button = new Button("Roll back", click -> back.accept(made));
    button.addThemeVariants(ButtonVariant.SMALL);
    button.setAriaLabel("Roll back to set " + made.version());
    return button;
  }
}
