package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.card.Card;
import com.vaadin.flow.component.card.CardVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.State;
import io.aiops.studio.host.trust.TrustReport;
import io.aiops.studio.host.trust.TrustReport.Signed;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.text.Texts;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One plugin: what it is, whether it serves, what it contributes. */
final class PluginCard extends Card {

  private static final long serialVersionUID = 1L;

  private final Span marks = new Span();

  /**
   * @param actions what can be done to it; null if nothing can by who looks
   */
  PluginCard(PluginView plugin, @Nullable PluginActions actions) {
    addThemeVariants(CardVariant.OUTLINED);
    addClassName("studio-listing-card");
    Anchor link = new Anchor("/" + Routes.plugin(plugin.name()), plugin.title());
    link.setRouterIgnore(false);
    setTitle(new H2(link));
    setSubtitle(
        "Version "
            + plugin.version()
            + (plugin.shipped() ? " · shipped" : "")
            + (plugin.isolation() == Isolation.SEPARATE ? " · separate process" : ""));
    marks.addClassName("studio-marks");
    marks.add(state(plugin.state()));
    setHeaderSuffix(marks);
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
    if (actions != null) {
      actions.show(plugin);
      add(actions);
    }
  }

  static Badge state(State state) {
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

  /** That nobody vouches for it, or what is wrong with its signature. */
  void show(TrustReport report) {
    boolean unsigned = report.signed() == Signed.UNSIGNED;
    Badge badge =
        new Badge(
            report.byStranger()
                ? "Signer not known here"
                : unsigned ? "Not signed" : "Signature is not good");
    badge.addThemeVariants(unsigned ? BadgeVariant.WARNING : BadgeVariant.ERROR);
    marks.add(badge);
  }
}
