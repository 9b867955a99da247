package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Section;
import io.aiops.studio.host.node.NodePlugins;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A line per node: which version of a plugin it has, and how it stands there. */
final class OnNodes extends Section {

  private static final long serialVersionUID = 1L;

  OnNodes(List<NodePlugins.At> nodes, String plugin) {
    NativeTableRow head = new NativeTableRow();
    Stream.of("Node", "Version", "State", "Why")
        .forEach(name -> head.add(new NativeTableHeaderCell(name)));
    NativeTableBody body = new NativeTableBody();
    for (NodePlugins.At at : nodes) {
      Optional<NodePlugins.Plugin> here =
          at.plugins().plugins().stream().filter(each -> each.name().equals(plugin)).findFirst();
      String version = here.map(NodePlugins.Plugin::version).orElse("–");
      String error = here.map(NodePlugins.Plugin::error).orElse("");
      NativeTableRow row = new NativeTableRow();
      row.getElement().setAttribute("data-node", at.node());
      Stream.of(at.node(), version, here.map(each -> word(each.state())).orElse("Not there"), error)
          .forEach(text -> row.add(new NativeTableCell(text)));
      body.add(row);
    }
    Div table = new Div(new NativeTable(new NativeTableHeader(head), body));
    table.addClassName("studio-table");
    // A box that scrolls must be reachable by the keyboard.
    table.getElement().setAttribute("tabindex", "0").setAttribute("role", "group");
    table.getElement().setAttribute("aria-label", "This plugin on each node");
    add(new H2("On each node"), table);
    setVisible(!nodes.isEmpty());
  }

  private static String word(String state) {
    return switch (state) {
      case "active" -> "Active";
      case "on_trial" -> "On trial: taken back if it does worse than the one before";
      case "starting" -> "Starting";
      case "failed" -> "Failed";
      default -> state;
    };
  }
}
