package io.aiops.studio.ui.queue;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import io.aiops.studio.host.node.Node;
import io.aiops.studio.ui.list.Table;
import io.aiops.studio.ui.text.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line per node that shares the database and the broker. */
final class NodeTable extends Div {

  private static final long serialVersionUID = 1L;

  private final Table table =
      new Table(
          "Nodes",
          "Node",
          "State",
          "Roles",
          "Tasks at once",
          "Running",
          "Last sign of life",
          "Plugins behind");

  NodeTable() {
    add(table);
  }

  void show(List<Node> nodes) {
    table.clear();
    for (Node node : nodes) {
      NativeTableRow row = new NativeTableRow();
      row.getElement().setAttribute("data-node", node.name());
      Stream.of(
              node.name(),
              Texts.word(node.state()),
              node.roles().stream()
                  .map(role -> role.name().toLowerCase(Locale.ROOT))
                  .sorted()
                  .collect(Collectors.joining(", ")),
              node.workers() == 0 ? "–" : Texts.count(node.workers()),
              running(node),
              Texts.ago(Instant.EPOCH, Instant.EPOCH.plus(node.silence())),
              node.pluginsBehind().isEmpty() ? "–" : String.join(", ", node.pluginsBehind()))
          .forEach(text -> row.add(new NativeTableCell(text)));
      table.row(row);
    }
  }

  /** As of its last sign of life; of one that gives none, others take over what it had. */
  private static String running(Node node) {
    if (node.pools().isEmpty() || !node.alive()) {
      return "–";
    }
    String all = Texts.count(node.running());
    return node.pools().size() == 1
        ? all
        : node.pools().stream()
            .map(pool -> pool.name() + " " + Texts.count(pool.running()))
            .collect(Collectors.joining(", ", all + " (", ")"));
  }
}
