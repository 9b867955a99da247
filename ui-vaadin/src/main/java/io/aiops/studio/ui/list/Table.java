package io.aiops.studio.ui.list;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;

/**
 * A table to be read. Where the window is narrow each row is a block, in which every cell says its
 * column's name; else what does not fit is reached by scrolling, by the keyboard as well.
 */
public final class Table extends Div {

  private static final long serialVersionUID = 1L;

  private final List<String> columns;
  private final NativeTableBody body = new NativeTableBody();

  /**
   * @param label read aloud
   * @param columns their names; an empty one names nothing
   */
  public Table(String label, String... columns) {
    this.columns = List.of(columns);
    NativeTableRow head = new NativeTableRow();
    this.columns.forEach(name -> head.add(new NativeTableHeaderCell(name)));
    addClassNames("studio-table", "studio-rows");
    getElement().setAttribute("tabindex", "0").setAttribute("role", "group");
    getElement().setAttribute("aria-label", label);
    add(new NativeTable(new NativeTableHeader(head), body));
  }

  public void clear() {
    body.removeAll();
  }

  /** The row below the others; it has a cell for each column. */
  public void row(NativeTableRow row) {
    List<Component> cells = row.getChildren().toList();
    for (int i = 0; i < cells.size(); i++) {
      cells.get(i).getElement().setAttribute("data-column", columns.get(i));
    }
    body.add(row);
  }
}
