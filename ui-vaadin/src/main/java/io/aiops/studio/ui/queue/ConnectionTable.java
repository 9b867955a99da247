package io.aiops.studio.ui.queue;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import io.aiops.studio.host.query.QueueViews.Connection;
import io.aiops.studio.ui.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A line per connection that takes only so many calls at the same time. */
final class ConnectionTable extends Div {

  private static final long serialVersionUID = 1L;

  private final NativeTableBody body = new NativeTableBody();

  ConnectionTable() {
    addClassName("studio-table");
    // A box that scrolls must be reachable by the keyboard.
    getElement().setAttribute("tabindex", "0").setAttribute("role", "group");
    getElement().setAttribute("aria-label", "Connections with places");
    NativeTableRow head = new NativeTableRow();
    Stream.of("Connection", "Kind", "Places", "Taken", "Steps that wait")
        .forEach(name -> head.add(new NativeTableHeaderCell(name)));
    add(new NativeTable(new NativeTableHeader(head), body));
  }

  void show(List<Connection> connections) {
    body.removeAll();
    for (Connection each : connections) {
      NativeTableRow row = new NativeTableRow();
      row.getElement().setAttribute("data-connection", each.name());
      Stream.of(
              each.name(),
              each.kind().toLowerCase(Locale.ROOT),
              Texts.count(each.calls()),
              Texts.count(each.running()),
              Texts.count(each.waiting()))
          .forEach(text -> row.add(new NativeTableCell(text)));
      body.add(row);
    }
  }
}
