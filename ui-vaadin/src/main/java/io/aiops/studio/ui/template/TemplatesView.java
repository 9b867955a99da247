package io.aiops.studio.ui.template;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.WorkflowOrigin;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.sharing.Shared;
import io.aiops.studio.marketplace.sharing.Sharing;
import io.aiops.studio.marketplace.template.Installed;
import io.aiops.studio.marketplace.template.Manifest;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.EmptyState;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.list.Lines;
import io.aiops.studio.ui.list.Narrow;
import io.aiops.studio.ui.notice.Notices;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Templates: install one, update what came of one, give a workflow out. */
@Route(value = Routes.TEMPLATES, layout = MainLayout.class)
@PageTitle("Templates · AI Ops Studio")
public final class TemplatesView extends Page {

  private static final long serialVersionUID = 1L;
  private static final int MOST = 500;

  private final transient TemplateService templates;
  private final transient Sharing sharing;
  private final OpenedTemplate opened;
  private final SharedSection shared;

  /** What is shared in a newer version, by the workflow that was made from an older one. */
  private transient Map<String, Shared> newer = Map.of();

  private final Grid<WorkflowOrigin> grid = new Grid<>();
  private final EmptyState empty =
      new EmptyState(
          VaadinIcon.PACKAGE,
          "No workflow here was made from a template",
          "Find one in the marketplace, or open a template's file. Workflows that come of it can"
              + " be updated here when there is a newer version.",
          inMarketplace());

  public TemplatesView(Studio studio, Marketplace marketplace) {
    super("Templates");
    templates = new TemplateService(studio, marketplace.browsing());
    sharing = marketplace.sharing();
    shared = new SharedSection(studio, templates, sharing, this::refresh);
    opened = new OpenedTemplate(studio, templates, this::done);
    addIntroduction(
        "A template is a workflow in one file, with what it needs and without secrets. What your"
            + " team changes in it stays when you update it.");
    if (Session.caller().may(Permission.BUILD)) {
      List<String> workflows =
          studio.workflows().list(Session.caller(), "", MOST, 0).stream()
              .map(WorkflowVersion::name)
              .toList();
      add(
          new TemplateUpload(this::open),
          opened,
          new Details(
              "Give a workflow out", new ExportForm(templates, sharing, workflows, this::refresh)));
    }
    grid.addClassName("studio-grid");
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    Narrow.hides(
        grid.addComponentColumn(TemplatesView::workflow).setHeader("Workflow"),
        grid.addColumn(each -> each.origin().template()).setHeader("Template"),
        grid.addColumn(each -> each.origin().version()).setHeader("Its version").setFlexGrow(0),
        grid.addColumn(TemplatesView::kind).setHeader("Kind").setFlexGrow(0),
        grid.addColumn(WorkflowOrigin::takenBy).setHeader("Taken by").setFlexGrow(0),
        grid.addComponentColumn(this::update).setHeader("Update"));
    Narrow.shows(grid.addComponentColumn(this::all).setHeader("Workflow"));
    add(grid, empty, shared);
    refresh();
  }

  private static Component inMarketplace() {
    Anchor link = new Anchor("/" + Routes.MARKETPLACE + "?kind=template", "See the templates");
    link.setRouterIgnore(false);
    return link;
  }

  private static Component workflow(WorkflowOrigin each) {
    Anchor link = new Anchor("/" + Routes.designer(each.workflow()), each.workflow());
    link.setRouterIgnore(false);
    return link;
  }

  private static String kind(WorkflowOrigin each) {
    return Manifest.Kind.valueOf(each.origin().kind()).word();
  }

  private Component all(WorkflowOrigin each) {
    return new Lines(
        workflow(each),
        new Span(each.origin().template() + " " + each.origin().version()),
        new Span(kind(each) + ", taken by " + each.takenBy()),
        update(each));
  }

  /** Whether the team shares a newer version, and the way to it. */
  private Component update(WorkflowOrigin each) {
    Shared next = newer.get(each.workflow());
    if (next == null) {
      return new Span();
    }
    if (!Session.caller().may(Permission.BUILD)) {
      return new Span("Update available: " + next.version());
    }
    Button update = new Button("Update available: " + next.version(), click -> shared.open(next));
    update.setAriaLabel("Update %s to %s".formatted(each.workflow(), next.version()));
    return update;
  }

  private void refresh() {
    List<WorkflowOrigin> all = templates.origins(Session.caller());
    List<Sharing.Seen> offers = sharing.list(Session.caller());
    Map<String, Shared> updates = new HashMap<>();
    offers.forEach(
        offer -> offer.updates().forEach(workflow -> updates.put(workflow, offer.shared())));
    newer = updates;
    shared.show(offers);
    grid.setItems(all);
    grid.setVisible(!all.isEmpty());
    empty.setVisible(all.isEmpty());
  }

  void open(TemplateFile file) {
    opened.open(file);
  }

  private void done(Installed installed) {
    Notices.done(OpenedTemplate.sentence(installed));
    refresh();
  }
}
