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
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.host.query.ExecutionViews.Summary;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.live.Live;
import io.aiops.studio.ui.notice.Notices;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One execution, live: its facts, the timeline, and all of the step that is selected. */
@Route(value = Routes.EXECUTION, layout = MainLayout.class)
public final class ExecutionView extends Page
    implements BeforeEnterObserver, HasDynamicTitle, Live.Show<Detail> {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final Button cancel = new Button("Cancel", VaadinIcon.STOP.create(), click -> cancel());
  private final Button again =
      new Button("Run again", VaadinIcon.REFRESH.create(), click -> runAgain());
  private final Button design =
      new Button("Open workflow", VaadinIcon.CLUSTER.create(), click -> design());
  private final Div head = new Div();
  private final Timeline timeline = new Timeline(this::select);
  private final StepPanel stepPanel;
  private final ExecutionPanel wholePanel;
  private UUID id = new UUID(0, 0);
  private String selected = "";
  private transient @Nullable Detail detail;
  private transient @Nullable Live<Detail> live;

  public ExecutionView(Studio studio) {
    super("Execution");
    this.studio = studio;
    stepPanel = new StepPanel(studio.files());
    wholePanel = new ExecutionPanel(studio.files());
    cancel.addThemeVariants(ButtonVariant.ERROR);
    addActions(cancel, again, design);
    Div split = new Div(timeline, wholePanel, stepPanel);
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
    detail = studio.query().get(caller, id);
    cancel.setEnabled(caller.may(Permission.RUN));
    again.setEnabled(caller.may(Permission.RUN));
    if (live != null) {
      live.stop();
    }
    selected = "";
    live = Live.on(this, studio, (feed, who, watcher) -> feed.watch(who, id, watcher), this);
  }

  private static Optional<UUID> parse(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  @Override
  public Detail read(Caller caller) {
    return studio.query().get(caller, id);
  }

  @Override
  public boolean show(Detail now) {
    detail = now;
    Summary summary = now.summary();
    setHeading(summary.workflow() + " v" + summary.version());
    boolean ended = summary.status().terminal();
    cancel.setVisible(!ended);
    again.setVisible(ended);
    head.removeAll();
    head.add(new ExecutionHead(summary, Instant.now()));
    timeline.show(TimelineRow.of(now, Instant.now()));
    showPanel(now);
    return !ended;
  }

  private void showPanel(Detail now) {
    Optional<Step> step =
        now.steps().stream().filter(each -> each.path().equals(selected)).findFirst();
    Caller caller = Session.caller();
    step.ifPresentOrElse(each -> stepPanel.show(caller, each), () -> wholePanel.show(caller, now));
    stepPanel.setVisible(step.isPresent());
    wholePanel.setVisible(step.isEmpty());
  }

  private void select(String path) {
    selected = path;
    if (detail != null) {
      showPanel(detail);
    }
  }

  private void cancel() {
    Confirm.ask(
        "Cancel this execution?",
        "Steps that are running are stopped; what is finished stays as it is.",
        "Cancel the execution",
        () -> {
          studio.executions().cancel(Session.caller(), id);
          Notices.done("The execution is being cancelled.");
        });
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
