package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.aiops.studio.host.node.NodeLog;
import io.aiops.studio.ui.text.Moment;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a plugin last wrote and failed at, on whichever node; the newest first. */
final class PluginLogList extends Section {

  private static final long serialVersionUID = 1L;
  private static final int MOST = 100;

  private final Paragraph empty =
      new Paragraph(
          "Nothing yet. What it logs by java.util.logging or System.Logger, what it prints in a"
              + " process of its own, and what calls of it fail at is listed here.");
  private final UnorderedList lines = new UnorderedList();
  private List<NodeLog.At> shown = List.of();

  private record Placed(String node, NodeLog.Line line) {}

  PluginLogList() {
    lines.addClassName("studio-log");
    lines.setVisible(false);
    // A box that scrolls must be reachable by the keyboard.
    lines.getElement().setAttribute("tabindex", "0");
    lines.getElement().setAttribute("aria-label", "Its last lines");
    add(new H2("Log"), empty, lines);
  }

  void show(List<NodeLog.At> nodes) {
    if (nodes.equals(shown)) {
      return;
    }
    shown = nodes;
    List<Placed> newest =
        nodes.stream()
            .flatMap(at -> at.lines().stream().map(line -> new Placed(at.node(), line)))
            .sorted(Comparator.comparing((Placed placed) -> placed.line().at()).reversed())
            .limit(MOST)
            .toList();
    empty.setVisible(newest.isEmpty());
    lines.setVisible(!newest.isEmpty());
    lines.removeAll();
    newest.forEach(each -> lines.add(item(each)));
  }

  private static ListItem item(Placed placed) {
    NodeLog.Line line = placed.line();
    Span what = new Span(word(line.level()));
    what.addClassName("studio-log-level");
    Span where =
        new Span(
            Stream.of(Moment.exact(line.at()), placed.node(), line.version())
                .filter(part -> !part.isEmpty())
                .reduce((one, next) -> one + " · " + next)
                .orElse(""));
    where.addClassName("studio-secondary");
    Div text = new Div(line.text());
    ListItem item = new ListItem(new Div(what, where), text);
    item.getElement().setAttribute("data-level", line.level());
    return item;
  }

  private static String word(String level) {
    return switch (level) {
      case "failed" -> "A call failed";
      case "error" -> "Error";
      case "warning" -> "Warning";
      case "info" -> "Info";
      default -> level;
    };
  }
}
