package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.State;
import io.aiops.studio.host.plugin.PluginView.ToolView;
import io.aiops.studio.ui.text.Texts;

/** What a plugin offers to workflows, with the tools of its connectors. */
final class Contributions extends Section {

  private static final long serialVersionUID = 1L;

  Contributions(PluginView plugin) {
    addClassName("studio-reviews");
    add(new H2("What it offers"));
    if (plugin.contributions().isEmpty()) {
      add(
          new Paragraph(
              plugin.state() == State.ACTIVE
                  ? "Nothing that a workflow can use."
                  : "Nothing as long as it does not serve."));
      return;
    }
    UnorderedList list = new UnorderedList();
    list.addClassName("studio-plain-list");
    plugin.contributions().forEach(each -> list.add(item(each)));
    add(list);
  }

  private static ListItem item(Contribution each) {
    Span kind = new Span(Texts.word(each.kind()));
    kind.addClassName("studio-category");
    ListItem item = new ListItem(kind, new Span(" " + each.title() + " "), secondary(each.name()));
    if (!each.description().isEmpty()) {
      item.add(new Paragraph(each.description()));
    }
    if (!each.tools().isEmpty()) {
      UnorderedList tools = new UnorderedList();
      each.tools().forEach(tool -> tools.add(tool(tool)));
      item.add(tools);
    }
    return item;
  }

  private static ListItem tool(ToolView tool) {
    return new ListItem(
        new Span(tool.title() + " "), secondary(tool.name() + " · " + tool.description()));
  }

  private static Span secondary(String text) {
    Span span = new Span(text);
    span.addClassName("studio-secondary");
    return span;
  }
}
