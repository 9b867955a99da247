package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import io.aiops.studio.host.node.NodePlugins;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line per node: which version of the set it serves, and what of it is not simply active. */
final class PluginNodes extends Div {

  private static final long serialVersionUID = 1L;

  private final NativeTableBody body = new NativeTableBody();

  PluginNodes() {
    NativeTableRow head = new NativeTableRow();
    Stream.of("Node", "Set", "Active", "On trial", "Starting", "Failed")
        .forEach(name -> head.add(new NativeTableHeaderCell(name)));
    Div table = new Div(new NativeTable(new NativeTableHeader(head), body));
    table.addClassName("studio-table");
    // A box that scrolls must be reachable by the keyboard.
    table.getElement().setAttribute("tabindex", "0").setAttribute("role", "group");
    table.getElement().setAttribute("aria-label", "Plugins on each node");
    add(new H2("Nodes"), table);
  }

  void show(List<NodePlugins.At> nodes) {
    setVisible(!nodes.isEmpty());
    body.removeAll();
    for (NodePlugins.At at : nodes) {
      List<NodePlugins.Plugin> plugins = at.plugins().plugins();
      NativeTableRow row = new NativeTableRow();
      row.getElement().setAttribute("data-node", at.node());
      Stream.of(
              at.node(),
              String.valueOf(at.plugins().set()),
              String.valueOf(in("active", plugins).count()),
              named("on_trial", plugins),
              named("starting", plugins),
              named("failed", plugins))
          .forEach(text -> row.add(new NativeTableCell(text)));
      body.add(row);
    }
  }

  private static Stream<NodePlugins.Plugin> in(String state, List<NodePlugins.Plugin> plugins) {
    return plugins.stream().filter(plugin -> plugin.state().equals(state));
  }

  private static String named(String state, List<NodePlugins.Plugin> plugins) {
    String names = in(state, plugins).map(PluginNodes::text).collect(Collectors.joining("; "));
    return names.isEmpty() ? "–" : names;
  }

  private static String text(NodePlugins.Plugin plugin) {
    return plugin.name()
        + (plugin.version() == null ? "" : " " + plugin.version())
        + (plugin.error() == null ? "" : ": " + plugin.error());
  }
}
