package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.host.plugin.PluginSet;
import io.aiops.studio.ui.list.Table;
import io.aiops.studio.ui.text.Moment;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The versions of the plugin set: who changed what and why, and the way back. */
final class PluginHistory extends Div {

  private static final long serialVersionUID = 1L;

  private final Table table =
      new Table("History of the plugins", "Set", "When", "Who", "What and why", "");
  private final boolean mayChange;
  private final transient Consumer<PluginSet.Made> back;

  PluginHistory(boolean mayChange, Consumer<PluginSet.Made> back) {
    this.mayChange = mayChange;
    this.back = back;
    add(new H2("History"), table);
  }

  /** The newest first: that is the one that serves. */
  void show(List<PluginSet.Made> history) {
    setVisible(!history.isEmpty());
    table.clear();
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
      table.row(row);
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
