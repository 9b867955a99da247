package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.evidence.TrustSection;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.text.Facts;
import io.aiops.studio.ui.text.Moment;

/** One installed plugin: what it offers, may do, is made of, and how it does on each node. */
@Route(value = Routes.PLUGIN, layout = MainLayout.class)
public final class PluginDetailView extends Page implements BeforeEnterObserver, HasDynamicTitle {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final Div content = new Div();
  private final PluginActions actions;
  private String name = "";
  private String title = "Plugin";

  public PluginDetailView(Studio studio) {
    super("Plugin");
    this.studio = studio;
    actions = new PluginActions(studio.plugins(), this::changed);
    addActions(actions);
    content.addClassName("studio-listing");
    add(content);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    name = event.getRouteParameters().get("plugin").orElse("");
    refresh();
  }

  /** One that was removed has no page any more. */
  private void changed() {
    if (studio.plugins().list(Session.caller()).stream().anyMatch(one -> one.name().equals(name))) {
      refresh();
    } else {
      getUI().ifPresent(ui -> ui.navigate(Routes.PLUGINS));
    }
  }

  private void refresh() {
    Caller caller = Session.caller();
    PluginView plugin =
        studio.plugins().list(caller).stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new NotFoundException("plugin", name));
    title = plugin.title();
    setHeading(title);
    boolean mayChange = caller.mayAdministerStudio();
    actions.setVisible(mayChange);
    actions.show(plugin);
    content.removeAll();
    if (!plugin.description().isEmpty()) {
      Paragraph description = new Paragraph(plugin.description());
      description.addClassName("studio-introduction");
      content.add(description);
    }
    if (plugin.error() != null) {
      Paragraph error = new Paragraph(plugin.error());
      error.addClassName("studio-failure");
      content.add(error);
    }
    Div main = new Div();
    main.addClassName("studio-listing-main");
    main.add(
        new Contributions(plugin),
        new GrantTable(studio.grants(), plugin, mayChange),
        new LevelSection(studio.plugins(), plugin, mayChange, this::changed),
        new VersionsKept(studio.plugins(), plugin, mayChange, this::changed),
        new TrustSection(studio.trust().of(caller, name)),
        new PluginAtWork(studio, name));
    Aside side = new Aside(facts(plugin));
    side.addClassName("studio-first");
    side.getElement().setAttribute("aria-label", "Facts");
    Div body = new Div(main, side);
    body.addClassName("studio-listing-body");
    content.add(body);
  }

  private static Div facts(PluginView plugin) {
    Facts facts = new Facts();
    facts.fact("State", PluginCard.state(plugin.state()));
    facts.fact("Version", plugin.version());
    facts.fact(
        "Runs",
        plugin.isolation() == Isolation.TRUSTED
            ? "Trusted, in the studio's process"
            : "In a separate process");
    facts.fact("Installed", new Moment(plugin.installedAt()));
    facts.fact("By", plugin.shipped() ? "the studio, it came with it" : plugin.installedBy());
    facts.fact("Name", plugin.name());
    Anchor history = new Anchor("/" + Routes.PLUGINS + "#history", "History of all plugins");
    history.setRouterIgnore(false);
    Anchor listing =
        new Anchor(
            "/" + Routes.MARKETPLACE + "?q=" + plugin.name(), "Look for it in the marketplace");
    listing.setRouterIgnore(false);
    Div panel = new Div(new H2("Now"), facts, history, listing);
    panel.addClassName("studio-panel");
    return panel;
  }

  @Override
  public String getPageTitle() {
    return title + " · AI Ops Studio";
  }
}
