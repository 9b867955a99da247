package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.approval.ApprovalViews;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.engine.ExecutionService.Rerun;
import io.aiops.studio.host.engine.ExecutionService.Started;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.query.ExecutionQuery;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Rows;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.host.query.ExecutionViews.Summary;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.approval.ApprovalPanel;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.live.Live;
import io.aiops.studio.ui.notice.Notices;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
  private final Button cancel = new Button("Cancel", VaadinIcon.STOP.create(), click -> cancel());
  private final Button signal =
      new Button("Send signal", VaadinIcon.BELL_O.create(), click -> signal());
  private final Button again =
      new Button("Run again", VaadinIcon.REFRESH.create(), click -> runAgain());
  private final Button retry =
      new Button("Retry from the failed step", VaadinIcon.REPLY.create(), click -> retry());
  private final Button design =
      new Button("Open workflow", VaadinIcon.CLUSTER.create(), click -> design());
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
    stepPanel = new StepPanel(studio.files(), new Acts());
    wholePanel = new ExecutionPanel(studio.files());
    cancel.addThemeVariants(ButtonVariant.ERROR);
    addActions(cancel, signal, retry, again, design);
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
    cancel.setEnabled(caller.may(Permission.RUN));
    signal.setEnabled(caller.may(Permission.RUN));
    again.setEnabled(caller.may(Permission.RUN));
    retry.setEnabled(caller.may(Permission.RUN));
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
    cancel.setVisible(!ended);
    signal.setVisible(!ended);
    again.setVisible(ended);
    retry.setVisible(ended && summary.status() != Status.COMPLETED);
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

  private void cancel() {
    Confirm.ask(
        "Cancel this execution?",
        "Steps that are running are stopped. What is finished stays as it is, unless the step says how"
            + " it is undone.",
        "Cancel the execution",
        () -> {
          studio.executions().cancel(Session.caller(), id);
          Notices.done("The execution is being cancelled.");
        });
  }

  private void signal() {
    Detail known = detail;
    if (known != null) {
      new SignalDialog(
              awaited(known),
              signal -> {
                studio.signals().send(Session.caller(), id, signal);
                Notices.done("The signal '" + signal.name() + "' was sent.");
              })
          .open();
    }
  }

  /** The names that steps wait for now. */
  private static List<String> awaited(Detail known) {
    return known.steps().stream()
        .filter(step -> step.status() == Status.WAITING && step.kind().equals("signal"))
        .filter(step -> !step.attempts().isEmpty())
        .map(step -> step.attempts().getLast().input())
        .map(input -> input instanceof Map<?, ?> map ? String.valueOf(map.get("signal")) : "")
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  private void retry() {
    String key = UUID.randomUUID().toString();
    Confirm.agree(
        "Retry from the failed step?",
        "A new execution takes over all that completed, runs what failed or never ran, and uses the"
            + " same keys towards outside systems. This one stays as it is.",
        "Retry the execution",
        () -> rerun(new Rerun.Retry(key)));
  }

  private void rerun(Rerun request) {
    Started result = studio.executions().rerun(Session.caller(), id, request);
    if (result.executionId().equals(id)) {
      Notices.done("The execution goes back; watch it here.");
    } else {
      open(Routes.execution(result.executionId()));
    }
  }

  /** What the step panel's buttons do. */
  private final class Acts implements StepPanel.Acts {
    @Override
    public void rollBack(Step step) {
      Detail known = detail;
      boolean ended = known != null && known.summary().status().terminal();
      new RollBackDialog(step.path(), step.title(), ended, ExecutionView.this::rerun).open();
    }

    @Override
    public void fork(Step step) {
      Detail known = detail;
      if (known != null) {
        List<Integer> versions =
            studio.workflows().versions(Session.caller(), known.summary().workflow()).stream()
                .map(WorkflowVersion::version)
                .toList();
        new ForkDialog(known, step, versions, ExecutionView.this::rerun).open();
      }
    }
  }

  private void runAgain() {
    Detail known = detail;
    if (known != null) {
      Caller caller = Session.caller();
      RunDialog.open(
          studio,
          studio.workflows().get(caller, known.summary().workflow()),
          known.inputs(),
          started -> open(Routes.execution(started)));
    }
  }

  private void design() {
    Detail known = detail;
    if (known != null) {
      open(Routes.designer(known.summary().workflow()));
    }
  }

  private void open(String route) {
    getUI().ifPresent(ui -> ui.navigate(route));
  }

  @Override
  public String getPageTitle() {
    Detail known = detail;
    return (known == null ? "Execution" : known.summary().workflow()) + " · AI Ops Studio";
  }
}
