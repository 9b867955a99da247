package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.card.Card;
import com.vaadin.flow.component.card.CardVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.State;
import io.aiops.studio.ui.text.Texts;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** One plugin: what it is, whether it serves, what it contributes. */
final class PluginCard extends Card {

  /** What can be done to a plugin. */
  enum Act {
    ENABLE,
    DISABLE,
    REMOVE
  }

  private static final long serialVersionUID = 1L;

  PluginCard(PluginView plugin, boolean mayChange, BiConsumer<PluginView, Act> change) {
    addThemeVariants(CardVariant.OUTLINED);
    setTitle(plugin.title(), 2);
    setSubtitle(
        plugin.name()
            + " "
            + plugin.version()
            + (plugin.shipped() ? " · shipped" : "")
            + (plugin.isolation() == Isolation.SEPARATE ? " · separate process" : ""));
    setHeaderSuffix(state(plugin.state()));
    getElement().setAttribute("data-plugin", plugin.name());
    if (!plugin.description().isEmpty()) {
      add(new Paragraph(plugin.description()));
    }
    if (plugin.error() != null) {
      Paragraph error = new Paragraph(plugin.error());
      error.addClassName("studio-failure");
      add(error);
    }
    if (!plugin.contributions().isEmpty()) {
      UnorderedList list = new UnorderedList();
      plugin.contributions().forEach(each -> list.add(item(each)));
      add(list);
    }
    if (mayChange) {
      addActions(plugin, change);
    }
  }

  private static Badge state(State state) {
    Badge badge = new Badge(Texts.word(state));
    switch (state) {
      case STARTING -> badge.addThemeVariants(BadgeVariant.WARNING);
      case ACTIVE -> badge.addThemeVariants(BadgeVariant.SUCCESS);
      case FAILED -> badge.addThemeVariants(BadgeVariant.ERROR);
      case DISABLED -> badge.addThemeVariants(BadgeVariant.CONTRAST);
    }
    return badge;
  }

  private static ListItem item(Contribution each) {
    Span kind = new Span(Texts.word(each.kind()));
    kind.addClassName("studio-category");
    String tools =
        each.tools().stream().map(PluginView.ToolView::name).collect(Collectors.joining(", "));
    ListItem item = new ListItem(kind, new Span(" " + each.title()));
    Span name = new Span(each.name() + (tools.isEmpty() ? "" : ": " + tools));
    name.addClassName("studio-secondary");
    item.add(name);
    item.getElement().setAttribute("title", each.description());
    return item;
  }

  private void addActions(PluginView plugin, BiConsumer<PluginView, Act> change) {
    boolean active = plugin.state() == State.ACTIVE || plugin.state() == State.STARTING;
    Button toggle =
        new Button(
            active ? "Disable" : "Enable",
            click -> change.accept(plugin, active ? Act.DISABLE : Act.ENABLE));
    toggle.setAriaLabel((active ? "Disable " : "Enable ") + plugin.title());
    Div actions = new Div(toggle);
    actions.addClassName("studio-actions");
    add(actions);
    if (!plugin.shipped()) {
      Button remove = new Button("Remove", click -> change.accept(plugin, Act.REMOVE));
      remove.setAriaLabel("Remove " + plugin.title());
      remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
      actions.add(remove);
    }
  }
}
