package io.aiops.studio.ui.workflow;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.execution.RunDialog;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.layout.EmptyState;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.list.Lines;
import io.aiops.studio.ui.list.Narrow;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.text.Moment;
import java.util.stream.Stream;

/** The workflows of the workspace: find, open, run, remove, begin a new one. */
@Route(value = Routes.WORKFLOWS, layout = MainLayout.class)
@PageTitle("Workflows · AI Ops Studio")
public final class WorkflowsView extends Page {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final TextField search = new TextField();
  private final Grid<WorkflowVersion> grid = new Grid<>();
  private final EmptyState empty;
  private final EmptyState notFound =
      new EmptyState(
          VaadinIcon.SEARCH, "Nothing found", "Try another word, or clear the search field.");

  public WorkflowsView(Studio studio) {
    super("Workflows");
    this.studio = studio;
    boolean mayBuild = Session.caller().may(Permission.BUILD);
    search.setPlaceholder("Search");
    search.setAriaLabel("Search workflows");
    search.setPrefixComponent(VaadinIcon.SEARCH.create());
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.addValueChangeListener(change -> refresh());
    Button create = newButton();
    create.setVisible(mayBuild);
    addActions(search, create);
    empty =
        mayBuild
            ? new EmptyState(
                VaadinIcon.CLUSTER,
                "No workflows yet",
                "Begin with a sample that runs as it is, or with a blank page.",
                newButton())
            : new EmptyState(
                VaadinIcon.CLUSTER,
                "No workflows yet",
                "A builder of this workspace creates them; then you can run them here.");
    addColumns(mayBuild);
    grid.setItems(this::fetch);
    add(grid, empty, notFound);
    refresh();
  }

  private Button newButton() {
    Button button =
        new Button(
            "New workflow",
            VaadinIcon.PLUS.create(),
            click -> new NewWorkflowDialog(studio, created -> open(created.name())).open());
    button.addThemeVariants(ButtonVariant.PRIMARY);
    return button;
  }

  private void addColumns(boolean mayBuild) {
    grid.addClassName("studio-grid");
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    Narrow.hides(
        grid.addComponentColumn(WorkflowsView::title).setHeader("Workflow").setFlexGrow(4),
        grid.addColumn(each -> "v" + each.version()).setHeader("Version").setFlexGrow(0),
        grid.addComponentColumn(WorkflowsView::saved).setHeader("Saved").setFlexGrow(1));
    Narrow.shows(grid.addComponentColumn(WorkflowsView::all).setHeader("Workflow").setFlexGrow(4));
    grid.addComponentColumn(each -> actions(each, mayBuild))
        .setHeader("Actions")
        .setFlexGrow(0)
        .setAutoWidth(true);
  }

  private static Component title(WorkflowVersion each) {
    return new Lines(link(each), each.description());
  }

  private static Anchor link(WorkflowVersion each) {
    Anchor link = new Anchor("/" + Routes.designer(each.name()), each.title());
    link.setRouterIgnore(false);
    return link;
  }

  private static Component saved(WorkflowVersion each) {
    return new Lines(new Moment(each.savedAt()), "by " + each.savedBy());
  }

  private static Component all(WorkflowVersion each) {
    Span saved =
        new Span(
            new Span("v" + each.version() + ", "),
            new Moment(each.savedAt()),
            new Span(" by " + each.savedBy()));
    return new Lines(link(each), saved);
  }

  private Component actions(WorkflowVersion each, boolean mayBuild) {
    Button run = new Button("Run", VaadinIcon.PLAY.create(), click -> run(each));
    run.setAriaLabel("Run " + each.title());
    run.setEnabled(Session.caller().may(Permission.RUN));
    Button executions =
        new Button(
            VaadinIcon.TIMER.create(),
            click ->
                getUI()
                    .ifPresent(ui -> ui.navigate(Routes.EXECUTIONS + "?workflow=" + each.name())));
    executions.addThemeVariants(ButtonVariant.TERTIARY);
    executions.setAriaLabel("Executions of " + each.title());
    executions.setTooltipText("Executions");
    Button remove = new Button(VaadinIcon.TRASH.create(), click -> remove(each));
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
    remove.setAriaLabel("Remove " + each.title());
    remove.setTooltipText("Remove");
    remove.setVisible(mayBuild);
    Div buttons = new Div(run, executions, remove);
    buttons.addClassName("studio-buttons");
    return buttons;
  }

  private void run(WorkflowVersion version) {
    RunDialog.open(
        studio, version, null, id -> getUI().ifPresent(ui -> ui.navigate(Routes.execution(id))));
  }

  private void remove(WorkflowVersion version) {
    Confirm.ask(
        "Remove " + version.title() + "?",
        "It leaves the list and cannot be started any more. Executions it had stay readable.",
        "Remove the workflow",
        () -> {
          studio.workflows().remove(Session.caller(), version.name());
          Notices.done(version.title() + " was removed.");
          refresh();
        });
  }

  private Stream<WorkflowVersion> fetch(Query<WorkflowVersion, Void> query) {
    return studio
        .workflows()
        .list(Session.caller(), search.getValue().strip(), query.getLimit(), query.getOffset())
        .stream();
  }

  private void refresh() {
    boolean none =
        studio.workflows().list(Session.caller(), search.getValue().strip(), 1, 0).isEmpty();
    grid.setVisible(!none);
    empty.setVisible(none && search.isEmpty());
    notFound.setVisible(none && !search.isEmpty());
    grid.getDataProvider().refreshAll();
  }

  private void open(String workflow) {
    getUI().ifPresent(ui -> ui.navigate(Routes.designer(workflow)));
  }
}
