package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.query.ExecutionViews.Filter;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.query.ExecutionViews.Summary;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.EmptyState;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.list.CursorPages;
import io.aiops.studio.ui.list.Lines;
import io.aiops.studio.ui.list.Narrow;
import io.aiops.studio.ui.live.Live;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** All executions of the workspace, newest first, by workflow and status. */
@Route(value = Routes.EXECUTIONS, layout = MainLayout.class)
@PageTitle("Executions · AI Ops Studio")
public final class ExecutionsView extends Page implements BeforeEnterObserver {

  private static final long serialVersionUID = 1L;
  private static final int PAGE = 50;
  private static final int MAX_WORKFLOWS = 500;

  private final transient Studio studio;
  private final transient CursorPages<Summary, String> pages = new CursorPages<>(this::read);
  private final ComboBox<String> workflow = new ComboBox<>();
  private final Select<Status> status = new Select<>();
  private final Grid<Summary> grid = new Grid<>();
  private final EmptyState empty;

  public ExecutionsView(Studio studio) {
    super("Executions");
    this.studio = studio;
    empty =
        new EmptyState(
            VaadinIcon.TIMER,
            "No executions here",
            "Run a workflow and it shows up here, step by step. With a filter set, take it off"
                + " to see the others.",
            new Button("Go to workflows", click -> open(Routes.WORKFLOWS)));
    addFilters();
    addColumns();
    add(grid, empty);
    grid.setItems(this::fetch);
    Live.on(
        this,
        studio,
        (feed, caller, watcher) -> feed.watchAll(caller, watcher),
        new Live.Show<Boolean>() {
          @Override
          public Boolean read(Caller caller) {
            return true;
          }

          @Override
          public boolean show(Boolean moved) {
            refresh();
            return false;
          }
        });
  }

  private void addFilters() {
    workflow.setPlaceholder("All workflows");
    workflow.setAriaLabel("Workflow");
    workflow.setClearButtonVisible(true);
    workflow.setItems(
        studio.workflows().list(Session.caller(), "", MAX_WORKFLOWS, 0).stream()
            .map(WorkflowVersion::name)
            .toList());
    workflow.addValueChangeListener(change -> refresh());
    status.setPlaceholder("Any status");
    status.setAriaLabel("Status");
    status.setItems(Stream.of(Status.values()).filter(each -> each != Status.SKIPPED).toList());
    status.setItemLabelGenerator(each -> each == null ? "Any status" : Texts.word(each));
    status.setEmptySelectionAllowed(true);
    status.setEmptySelectionCaption("Any status");
    status.addValueChangeListener(change -> refresh());
    addActions(workflow, status);
  }

  private void addColumns() {
    grid.addClassName("studio-grid");
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    Narrow.shows(grid.addComponentColumn(ExecutionsView::all).setHeader("Workflow").setFlexGrow(3));
    Narrow.hides(
        grid.addComponentColumn(ExecutionsView::link).setHeader("Workflow").setFlexGrow(3));
    grid.addComponentColumn(each -> new StatusBadge(each.status())).setHeader("Status");
    Narrow.hides(
        grid.addColumn(ExecutionsView::steps).setHeader("Steps"),
        grid.addComponentColumn(each -> new Moment(each.createdAt())).setHeader("Started"),
        grid.addColumn(ExecutionsView::took).setHeader("Duration"),
        grid.addColumn(each -> Texts.tokens(each.usage())).setHeader("Tokens").setFlexGrow(2),
        grid.addColumn(Summary::startedBy).setHeader("By"));
    grid.addItemClickListener(click -> open(Routes.execution(click.getItem().id())));
  }

  private static Component all(Summary each) {
    return new Lines(
        link(each),
        new Span(new Moment(each.createdAt()), new Span(" by " + each.startedBy())),
        new Span(steps(each) + " steps, " + took(each)));
  }

  private static String steps(Summary each) {
    return each.stepsDone() + " of " + each.stepsKnown();
  }

  private static RouterLink link(Summary each) {
    RouterLink link =
        new RouterLink(
            each.workflow() + " v" + each.version(),
            ExecutionView.class,
            ExecutionView.parameters(each.id()));
    link.getElement().setAttribute("title", each.id().toString());
    return link;
  }

  private static String took(Summary each) {
    Instant end = each.endedAt();
    return Texts.duration(Duration.between(each.createdAt(), end == null ? Instant.now() : end));
  }

  private Stream<Summary> fetch(Query<Summary, Void> query) {
    return pages.range(query.getOffset(), query.getLimit());
  }

  private CursorPages.Chunk<Summary, String> read(
      @org.jspecify.annotations.Nullable String before) {
    ExecutionViews.Page page =
        studio
            .query()
            .list(
                Session.caller(), new Filter(workflow.getValue(), status.getValue(), before, PAGE));
    return new CursorPages.Chunk<>(page.items(), page.next());
  }

  private void refresh() {
    pages.forget();
    boolean none = pages.range(0, 1).findAny().isEmpty();
    grid.setVisible(!none);
    empty.setVisible(none);
    grid.getDataProvider().refreshAll();
  }

  private void open(String route) {
    getUI().ifPresent(ui -> ui.navigate(route));
  }

  /** {@code ?workflow=} and {@code ?status=} set the filters. */
  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var parameters = event.getLocation().getQueryParameters();
    parameters.getSingleParameter("workflow").ifPresent(workflow::setValue);
    parameters
        .getSingleParameter("status")
        .flatMap(word ->
            List.of(Status.values()).stream()
                .filter(each -> each.name().equalsIgnoreCase(word))
                .findFirst())
        .ifPresent(status::setValue);
  }
}
