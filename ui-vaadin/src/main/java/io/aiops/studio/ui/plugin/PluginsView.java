package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.node.NodeService;
import io.aiops.studio.host.plugin.PluginChange;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginSet;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.trust.TrustReport;
import io.aiops.studio.host.trust.TrustReport.Signed;
import io.aiops.studio.host.trust.TrustService;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.EmptyState;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.live.Background;
import io.aiops.studio.ui.notice.Notices;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins of the studio: upload, state, what each contributes, their history and way back. */
@Route(value = Routes.PLUGINS, layout = MainLayout.class)
@PageTitle("Plugins · AI Ops Studio")
public final class PluginsView extends Page {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(PluginsView.class);
  private static final int HISTORY = 20;

  private final transient PluginService plugins;
  private final transient NodeService nodes;
  private final transient TrustService trust;
  private final boolean mayChange;
  private final Div cards = new Div();
  private final Map<String, PluginCard> unproven = new LinkedHashMap<>();
  private final PluginHistory history;
  private final PluginNodes where = new PluginNodes();
  private final EmptyState empty =
      new EmptyState(
          VaadinIcon.PUZZLE_PIECE,
          "No plugins",
          "Agents, models and connectors come as plugins. Find one in the marketplace, or upload"
              + " a package (.studio or .jar).");

  public PluginsView(Studio studio, Marketplace marketplace) {
    super("Plugins");
    plugins = studio.plugins();
    nodes = studio.nodes();
    trust = studio.trust();
    mayChange = Session.caller().mayAdministerStudio();
    cards.addClassName("studio-cards");
    addIntroduction(
        "Every agent, model provider and connector is a plugin. A new one serves at once, without"
            + " a restart; another version takes the place of the one that serves when it has started.");
    if (mayChange) {
      add(new PluginUpload(plugins, marketplace, this::installed));
    }
    history = new PluginHistory(mayChange, this::rollBack);
    history.setId("history");
    add(cards, empty, where, history);
    refresh();
  }

  private void installed(PluginView plugin) {
    Notices.done(plugin.title() + " " + plugin.version() + " is installed and serves.");
    refresh();
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    mark(attached.getUI());
  }

  private void refresh() {
    List<PluginView> all =
        plugins.list(Session.caller()).stream()
            .sorted(
                Comparator.comparing(PluginView::shipped)
                    .thenComparing(PluginView::title, String.CASE_INSENSITIVE_ORDER))
            .toList();
    cards.removeAll();
    unproven.clear();
    for (PluginView plugin : all) {
      PluginCard card =
          new PluginCard(plugin, mayChange ? new PluginActions(plugins, this::refresh) : null);
      cards.add(card);
      if (!plugin.shipped()) {
        unproven.put(plugin.name(), card);
      }
    }
    getUI().ifPresent(this::mark);
    empty.setVisible(all.isEmpty());
    where.show(nodes.plugins(Session.caller()));
    history.show(plugins.history(Session.caller(), HISTORY));
  }

  /** Whose signature is not good is marked; to look may take a second for each that is new. */
  private void mark(UI ui) {
    Map<String, PluginCard> asked = Map.copyOf(unproven);
    Caller caller = Session.caller();
    Background.run(
        "signatures of plugins",
        () ->
            asked.forEach((name, card) -> {
              try {
                TrustReport report = trust.of(caller, name).judgement().trust();
                if (report.signed() != Signed.SIGNED) {
                  Background.show(ui, () -> card.show(report));
                }
              } catch (NotFoundException gone) {
                LOG.debug("{} was removed while its signature was looked at", name, gone);
              }
            }));
  }

  private void rollBack(PluginSet.Made made) {
    PlannedChange.ask(
        plugins,
        PluginChange.goBack(made.version(), ""),
        "Go back to set " + made.version() + "?",
        "Running tasks end on the versions they began with; you can come back from here as well.",
        "Roll back the plugins",
        now -> {
          Notices.done(
              "Set " + now.version() + " serves, with what was in " + made.version() + ".");
          refresh();
        });
  }
}
