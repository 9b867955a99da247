package io.aiops.studio.ui.queue;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import io.aiops.studio.host.query.QueueViews.Connection;
import io.aiops.studio.ui.list.Table;
import io.aiops.studio.ui.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A line per connection that takes only so many calls at the same time. */
final class ConnectionTable extends Div {

  private static final long serialVersionUID = 1L;

  private final Table table =
      new Table(
          "Connections with places", "Connection", "Kind", "Places", "Taken", "Steps that wait");

  ConnectionTable() {
    add(table);
  }

  void show(List<Connection> connections) {
    table.clear();
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
      table.row(row);
    }
  }
}
