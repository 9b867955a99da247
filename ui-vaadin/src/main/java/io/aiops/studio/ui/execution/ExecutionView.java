package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.approval.ApprovalViews;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.query.ExecutionQuery;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Rows;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.host.query.ExecutionViews.Summary;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.approval.ApprovalPanel;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.live.Live;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One execution, live: its facts, the timeline, and all of the step that is selected. */
@Route(value = Routes.EXECUTION, layout = MainLayout.class)
public final class ExecutionView extends Page
    implements BeforeEnterObserver, HasDynamicTitle, Live.Show<ExecutionView.Read> {

  private static final long serialVersionUID = 1L;
  private static final int MOST_APPROVALS = 200;

  private final transient Studio studio;
  private final transient ExecutionActs acts;
  private final Div head = new Div();
  private final Waterfall waterfall = new Waterfall(this::select, this::turn);
  private final StepPanel stepPanel;
  private final ExecutionPanel wholePanel;
  private final ApprovalPanel approvalPanel;
  private transient List<ApprovalViews.Summary> approvals = List.of();
  private UUID id = new UUID(0, 0);
  private String selected = "";
  private transient @Nullable Detail detail;
  private transient volatile @Nullable Looking looking;
  private transient @Nullable Live<Read> live;

  /** Which rows are shown, and who reads them. */
  private record Looking(Rows rows, ExecutionQuery.Following following) {}

  /** What was read, and for which rows: somebody may have turned the page meanwhile. */
  public record Read(Rows rows, Detail detail, List<ApprovalViews.Summary> approvals) {}

  public ExecutionView(Studio studio) {
    super("Execution");
    this.studio = studio;
    acts = new ExecutionActs(studio, route -> getUI().ifPresent(ui -> ui.navigate(route)));
    stepPanel = new StepPanel(studio.files(), acts);
    wholePanel = new ExecutionPanel(studio.files());
    addActions(acts.buttons());
    approvalPanel =
        new ApprovalPanel(
            studio,
            () -> {
              if (live != null) {
                live.soon();
              }
            });
    approvalPanel.setVisible(false);
    Div split = new Div(waterfall, approvalPanel, wholePanel, stepPanel);
    split.addClassName("studio-split");
    stepPanel.setVisible(false);
    add(head, split);
  }

  public static RouteParameters parameters(UUID id) {
    return new RouteParameters(new RouteParam("id", id.toString()));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    String text = event.getRouteParameters().get("id").orElse("");
    id = parse(text).orElseThrow(() -> new NotFoundException("execution", text));
    Caller caller = Session.caller();
    // Says it is not there before anything is watched.
    look(caller, Rows.FIRST);
    acts.about(id, caller);
    if (live != null) {
      live.stop();
    }
    // Of the execution before this one: Vaadin keeps the page from one to the other.
    waterfall.selectNone();
    live = Live.on(this, studio, (feed, who, watcher) -> feed.watch(who, id, watcher), this);
  }

  private static Optional<UUID> parse(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private Looking look(Caller caller, Rows rows) {
    Looking now = new Looking(rows, studio.query().follow(caller, id, rows));
    looking = now;
    return now;
  }

  @Override
  public Read read(Caller caller) {
    Looking current = looking;
    Looking now = current == null ? look(caller, Rows.FIRST) : current;
    return read(caller, now);
  }

  private Read read(Caller caller, Looking now) {
    Detail current = now.following().now(caller);
    return new Read(
        now.rows(),
        current,
        current.summary().status().terminal()
            ? List.of()
            : studio
                .approvals()
                .list(caller, new ApprovalViews.Filter(true, id, null, MOST_APPROVALS))
                .items());
  }

  @Override
  public boolean show(Read read) {
    Looking current = looking;
    if (current == null || !read.rows().equals(current.rows())) {
      // Of the page before this one; what was turned to is on its way.
      return true;
    }
    Detail now = read.detail();
    detail = now;
    Summary summary = now.summary();
    setHeading(summary.workflow() + " v" + summary.version());
    boolean ended = summary.status().terminal();
    approvals = read.approvals();
    acts.show(now);
    head.removeAll();
    head.add(new ExecutionHead(now, Instant.now()));
    waterfall.show(now, read.rows(), Instant.now());
    showPanel(now);
    return !ended;
  }

  private void showPanel(Detail now) {
    Optional<Step> step =
        now.steps().stream().filter(each -> each.path().equals(selected)).findFirst();
    Caller caller = Session.caller();
    step.ifPresentOrElse(
        each -> stepPanel.show(caller, each, now.summary().status().terminal()),
        () -> wholePanel.show(caller, now));
    // What waits for a decision at the selected step, or anywhere if none is.
    Optional<ApprovalViews.Summary> asked =
        approvals.stream()
            .filter(each -> step.isEmpty() || each.step().equals(selected))
            .findFirst();
    asked.ifPresent(each -> approvalPanel.show(each.id()));
    approvalPanel.setVisible(asked.isPresent());
    stepPanel.setVisible(step.isPresent());
    wholePanel.setVisible(step.isEmpty());
  }

  private void select(String path) {
    selected = path;
    if (detail != null) {
      showPanel(detail);
    }
  }

  private void turn(Rows rows) {
    Caller caller = Session.caller();
    show(read(caller, look(caller, rows)));
  }

  @Override
  public String getPageTitle() {
    Detail known = detail;
    return (known == null ? "Execution" : known.summary().workflow()) + " · AI Ops Studio";
  }
}
