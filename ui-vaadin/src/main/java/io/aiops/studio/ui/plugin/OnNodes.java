package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.host.node.NodePlugins;
import io.aiops.studio.host.node.NodePlugins.Figures;
import io.aiops.studio.ui.list.Table;
import io.aiops.studio.ui.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A line per node and version of a plugin: how it stands there, and what it is at. */
final class OnNodes extends Section {

  private static final long serialVersionUID = 1L;
  private static final String NOTHING = "–";

  private final String plugin;
  private final Table table =
      new Table(
          "This plugin on each node",
          "Node",
          "Version",
          "State",
          "Calls now",
          "Done",
          "Failed",
          "Threads",
          "Memory");
  private List<NodePlugins.At> shown = List.of();

  OnNodes(String plugin) {
    this.plugin = plugin;
    Paragraph hint =
        new Paragraph(
            "Counted since the version came up there. In the studio's own process nobody can tell"
                + " whose memory is whose; of a separate process it is all that it takes of the"
                + " machine's. Virtual threads are not counted.");
    hint.addClassName("studio-secondary");
    add(new H2("On each node"), table, hint);
    setVisible(false);
  }

  void show(List<NodePlugins.At> nodes) {
    setVisible(!nodes.isEmpty());
    if (nodes.equals(shown)) {
      return;
    }
    shown = nodes;
    table.clear();
    for (NodePlugins.At at : nodes) {
      Optional<NodePlugins.Plugin> here =
          at.plugins().plugins().stream().filter(each -> each.name().equals(plugin)).findFirst();
      if (here.isEmpty()) {
        add(at.node(), NOTHING, new NativeTableCell("Not there"), null);
      } else {
        add(at.node(), here.get());
      }
    }
  }

  private void add(String node, NodePlugins.Plugin here) {
    String version = here.version() == null ? NOTHING : here.version();
    if (here.figures().stream().noneMatch(Figures::serving)) {
      add(node, version, state(here), null);
    }
    for (Figures figures : here.figures()) {
      NativeTableCell state =
          figures.serving()
              ? state(here)
              : new NativeTableCell("No new work: it ends what it began, or steps name it");
      add(node, figures.version(), state, figures);
    }
  }

  private void add(String node, String version, NativeTableCell state, @Nullable Figures figures) {
    NativeTableRow row = new NativeTableRow();
    row.getElement().setAttribute("data-node", node);
    row.add(new NativeTableCell(node), new NativeTableCell(version), state);
    cells(figures).forEach(text -> row.add(new NativeTableCell(text)));
    table.row(row);
  }

  private static Stream<String> cells(@Nullable Figures figures) {
    return figures == null
        ? Stream.of(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)
        : Stream.of(
            Texts.count(figures.atWork()),
            Texts.count(figures.done()),
            Texts.count(figures.failed()),
            figures.threads() == null ? NOTHING : Texts.count(figures.threads()),
            figures.memoryMiB() == null ? NOTHING : Texts.count(figures.memoryMiB()) + " MiB");
  }

  private static NativeTableCell state(NodePlugins.Plugin here) {
    NativeTableCell cell = new NativeTableCell(new Span(word(here.state())));
    if (here.error() != null) {
      Div why = new Div(here.error());
      why.addClassName("studio-secondary");
      cell.add(why);
    }
    return cell;
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
