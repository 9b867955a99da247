package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.node.NodeService;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginSet;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.layout.EmptyState;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.notice.Notices;
import java.util.Comparator;
import java.util.List;

/** The plugins of the studio: upload, state, what each contributes, their history and way back. */
@Route(value = Routes.PLUGINS, layout = MainLayout.class)
@PageTitle("Plugins · AI Ops Studio")
public final class PluginsView extends Page {

  private static final long serialVersionUID = 1L;
  private static final int HISTORY = 20;

  private final transient PluginService plugins;
  private final transient NodeService nodes;
  private final boolean mayChange;
  private final Div cards = new Div();
  private final PluginHistory history;
  private final PluginNodes where = new PluginNodes();
  private final EmptyState empty =
      new EmptyState(
          VaadinIcon.PUZZLE_PIECE,
          "No plugins",
          "Agents, models and connectors come as plugins. Upload a bundle (.jar) to add one.");

  public PluginsView(Studio studio) {
    super("Plugins");
    plugins = studio.plugins();
    nodes = studio.nodes();
    mayChange = Session.caller().may(Permission.ADMINISTER);
    cards.addClassName("studio-cards");
    addIntroduction(
        "Every agent, model provider and connector is a plugin. A new one serves at once, without"
            + " a restart; another version takes the place of the one that serves when it has started.");
    if (mayChange) {
      add(new PluginUpload(plugins, this::installed));
    }
    history = new PluginHistory(mayChange, this::rollBack);
    add(cards, empty, where, history);
    refresh();
  }

  private void installed(PluginView plugin) {
    Notices.done(plugin.title() + " " + plugin.version() + " is installed and serves.");
    refresh();
  }

  private void refresh() {
    List<PluginView> all =
        plugins.list(Session.caller()).stream()
            .sorted(
                Comparator.comparing(PluginView::shipped)
                    .thenComparing(PluginView::title, String.CASE_INSENSITIVE_ORDER))
            .toList();
    cards.removeAll();
    all.forEach(plugin -> cards.add(new PluginCard(plugin, mayChange, this::change)));
    empty.setVisible(all.isEmpty());
    where.show(nodes.plugins(Session.caller()));
    history.show(plugins.history(Session.caller(), HISTORY));
  }

  private void rollBack(PluginSet.Made made) {
    Confirm.ask(
        "Go back to set " + made.version() + "?",
        "All plugins become what they were in it. Running tasks end on the versions they began"
            + " with; you can come back from here as well.",
        "Roll back the plugins",
        () -> {
          PluginSet now = plugins.rollBack(Session.caller(), made.version(), "");
          Notices.done(
              "Set " + now.version() + " serves, with what was in " + made.version() + ".");
          refresh();
        });
  }

  private void change(PluginView plugin, PluginCard.Act act) {
    switch (act) {
      case ENABLE -> {
        PluginView now = plugins.enable(Session.caller(), plugin.name());
        if (now.state() == PluginView.State.ACTIVE) {
          Notices.done(plugin.title() + " serves again.");
        } else {
          Notices.failed(plugin.title() + " did not start: " + now.error());
        }
        refresh();
      }
      case DISABLE ->
          Confirm.ask(
              "Disable " + plugin.title() + "?",
              "Steps that need it fail until it is enabled again.",
              "Disable the plugin",
              () -> {
                plugins.disable(Session.caller(), plugin.name());
                Notices.done(plugin.title() + " is disabled.");
                refresh();
              });
      case REMOVE ->
          Confirm.ask(
              "Remove " + plugin.title() + "?",
              "Steps that need it fail from now on. The history below can bring it back.",
              "Remove the plugin",
              () -> {
                plugins.remove(Session.caller(), plugin.name());
                Notices.done(plugin.title() + " was removed.");
                refresh();
              });
    }
  }
}
