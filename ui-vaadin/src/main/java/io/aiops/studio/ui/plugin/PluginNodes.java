package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import io.aiops.studio.host.node.NodePlugins;
import io.aiops.studio.ui.list.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line per node: which version of the set it serves, and what of it is not simply active. */
final class PluginNodes extends Div {

  private static final long serialVersionUID = 1L;

  private final Table table =
      new Table("Plugins on each node", "Node", "Set", "Active", "On trial", "Starting", "Failed");

  PluginNodes() {
    add(new H2("Nodes"), table);
  }

  void show(List<NodePlugins.At> nodes) {
    setVisible(!nodes.isEmpty());
    table.clear();
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
      table.row(row);
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
