package io.aiops.studio.ui.template;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import io.aiops.studio.marketplace.template.Plan;
import io.aiops.studio.ui.list.Table;

/** The plugins that a template was made with, and how each stands here. */
final class PluginTable extends Div {

  private static final long serialVersionUID = 1L;

  PluginTable(Plan plan) {
    Table table = new Table("Plugins it was made with", "Plugin", "Made with", "Here");
    plan.plugins()
        .forEach(need ->
            table.row(
                new NativeTableRow(
                    new NativeTableCell(need.name()),
                    new NativeTableCell(need.version()),
                    new NativeTableCell(words(need)))));
    add(table);
    setVisible(!plan.plugins().isEmpty());
  }

  private static String words(Plan.PluginNeed need) {
    return switch (need.state()) {
      case HERE -> "serves, the very same";
      case OTHER -> "serves as version " + need.here() + "; it stays as it is";
      case IDLE -> "is installed but does not serve";
      case IN_FILE -> "is missing; comes with the file, as its publisher signed it";
      case BARE_IN_FILE -> "is missing; comes with the file, unsigned: only its jar is in it";
      case IN_CATALOG -> "is missing; comes from the catalog '" + need.catalog() + "'";
      case MISSING -> "is missing";
    };
  }
}
