package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.query.ExecutionQuery;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Rows;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.designer.document.WorkflowDocument;
import io.aiops.studio.ui.execution.RunDialog;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.live.Live;
import io.aiops.studio.ui.notice.Notices;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A workflow in the designer: change it, save it as a new version, run it and watch. */
@Route(value = Routes.DESIGNER, layout = MainLayout.class)
public final class DesignerView extends Page
    implements BeforeEnterObserver, BeforeLeaveObserver, HasDynamicTitle, Live.Show<Detail> {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final boolean mayEdit = Session.caller().may(Permission.BUILD);
  private final RunBar runBar = new RunBar(this::unfollow);
  private final Desk desk;
  private final Span state = new Span();
  private final Button undo = icon(VaadinIcon.ARROW_BACKWARD, "Undo", () -> desk().undone());
  private final Button redo = icon(VaadinIcon.ARROW_FORWARD, "Redo", () -> desk().redone());
  private final Button run = new Button("Run", VaadinIcon.PLAY.create(), click -> run());
  private final Button save = new Button("Save", VaadinIcon.CHECK.create(), click -> save());
  private transient @Nullable WorkflowVersion version;
  private transient @Nullable Live<Detail> live;
  private transient volatile ExecutionQuery.@Nullable Following watched;

  public DesignerView(Studio studio) {
    super("Workflow");
    this.studio = studio;
    addClassName("designer");
    Caller caller = Session.caller();
    desk = new Desk(studio, caller, new Div(runBar), this::changed);
    state.addClassName("studio-secondary");
    state.getElement().setAttribute("role", "status");
    state.getElement().setAttribute("data-testid", "document-state");
    Button versions = new Button("Versions", VaadinIcon.TIME_BACKWARD.create(), e -> versions());
    run.setEnabled(caller.may(Permission.RUN));
    save.addThemeVariants(ButtonVariant.PRIMARY);
    undo.setVisible(mayEdit);
    redo.setVisible(mayEdit);
    save.setVisible(mayEdit);
    addActions(state, undo, redo, versions, run, save);
    add(desk);
    if (mayEdit) {
      Shortcuts.addShortcutListener(this, pressed -> save(), Key.KEY_S, KeyModifier.CONTROL)
          .setBrowserDefaultAllowed(false);
    }
  }

  private static Button icon(VaadinIcon icon, String label, Runnable act) {
    Button button = new Button(icon.create(), click -> act.run());
    button.setAriaLabel(label);
    button.setTooltipText(label);
    return button;
  }

  private Desk desk() {
    return desk;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    unfollow();
    open(
        studio
            .workflows()
            .get(Session.caller(), event.getRouteParameters().get("name").orElse("")));
  }

  private void open(WorkflowVersion opened) {
    version = opened;
    setHeading(opened.title());
    desk.open(new WorkflowDocument(opened.text()));
  }

  private void changed() {
    WorkflowVersion known = version;
    WorkflowDocument document = desk.document();
    boolean unsaved = document.changed();
    state.setText(
        known == null
            ? ""
            : "Version "
                + known.version()
                + (unsaved ? ", changed" : "")
                + (mayEdit ? "" : ", read only"));
    undo.setEnabled(document.canUndo());
    redo.setEnabled(document.canRedo());
    save.setEnabled(unsaved);
    run.setText(unsaved ? "Save and run" : "Run");
    desk.setUnsaved(unsaved);
    if (live != null) {
      live.soon();
    }
  }

  private void versions() {
    WorkflowVersion known = version;
    if (known != null) {
      new VersionsDialog(
              studio.workflows().versions(Session.caller(), known.name()),
              chosen -> desk.replace(chosen.text()))
          .open();
    }
  }

  private void save() {
    save(() -> {});
  }

  private void save(Runnable then) {
    WorkflowVersion known = version;
    if (known == null || !desk.document().changed()) {
      then.run();
      return;
    }
    String name =
        studio
            .workflows()
            .validate(Session.caller(), desk.document().text())
            .workflow()
            .map(Workflow::name)
            .orElse(known.name());
    if (name.equals(known.name())) {
      save(known.version(), then);
    } else {
      askForCopy(known, name, then);
    }
  }

  private void askForCopy(WorkflowVersion known, String name, Runnable then) {
    ConfirmDialog dialog = new ConfirmDialog();
    dialog.setHeader("Save as a new workflow?");
    dialog.setText(
        "The text is now named '"
            + name
            + "'. It becomes a workflow of its own; '"
            + known.name()
            + "' stays as it was saved last.");
    dialog.setConfirmText("Save as " + name);
    dialog.setCancelable(true);
    dialog.setCancelText("Keep editing");
    dialog.addConfirmListener(event -> save(0, then));
    dialog.open();
  }

  private void save(int expected, Runnable then) {
    String text = desk.document().text();
    Caller caller = Session.caller();
    try {
      WorkflowVersion saved = studio.workflows().save(caller, text, expected);
      boolean renamed = version != null && !saved.name().equals(version.name());
      version = saved;
      desk.document().saved(text);
      setHeading(saved.title());
      changed();
      Notices.done("Saved as version " + saved.version() + ".");
      if (renamed) {
        getUI().ifPresent(ui -> ui.navigate(Routes.designer(saved.name())));
      } else {
        then.run();
      }
    } catch (ConflictException conflict) {
      resolve(conflict, expected, then);
    } catch (InvalidException invalid) {
      Notices.failed(
          "Not saved: "
              + invalid.problems().size()
              + (invalid.problems().size() == 1 ? " problem is" : " problems are")
              + " left. The first: "
              + invalid.problems().getFirst());
    }
  }

  private void resolve(ConflictException conflict, int expected, Runnable then) {
    WorkflowVersion known = version;
    if (known == null || expected == 0) {
      Notices.failed(conflict);
      return;
    }
    WorkflowVersion theirs = studio.workflows().get(Session.caller(), known.name());
    new ConflictDialog(
            theirs,
            () -> save(theirs.version(), then),
            () -> {
              version = theirs;
              desk.document().saved(theirs.text());
              desk.replace(theirs.text());
            })
        .open();
  }

  private void run() {
    if (mayEdit && desk.document().changed()) {
      save(this::askForInputs);
    } else {
      askForInputs();
    }
  }

  private void askForInputs() {
    WorkflowVersion known = version;
    if (known != null) {
      RunDialog.open(studio, known, null, this::follow);
    }
  }

  private void follow(UUID id) {
    unfollow();
    watched = studio.query().follow(Session.caller(), id, Rows.FIRST);
    runBar.follow(id);
    live = Live.on(this, studio, (feed, who, watcher) -> feed.watch(who, id, watcher), this);
  }

  private void unfollow() {
    if (live != null) {
      live.stop();
      live = null;
    }
    runBar.setVisible(false);
    desk.canvas().showStatuses(Map.of());
  }

  @Override
  public Detail read(Caller caller) {
    return Objects.requireNonNull(watched).now(caller);
  }

  @Override
  public boolean show(Detail now) {
    runBar.show(now);
    desk.canvas().showStatuses(RunStatuses.of(now, desk.path()));
    return !now.summary().status().terminal();
  }

  @Override
  public void beforeLeave(BeforeLeaveEvent event) {
    if (!desk.document().changed()) {
      return;
    }
    BeforeLeaveEvent.ContinueNavigationAction go = event.postpone();
    ConfirmDialog dialog = new ConfirmDialog();
    dialog.setHeader("Leave without saving?");
    dialog.setText("What you changed since the last save is lost.");
    dialog.setConfirmText("Leave without saving");
    dialog.setConfirmButtonTheme("error primary");
    dialog.setCancelable(true);
    dialog.setCancelText("Stay");
    dialog.addConfirmListener(confirmed -> go.proceed());
    dialog.addCancelListener(stay -> go.cancel());
    dialog.open();
  }

  @Override
  public String getPageTitle() {
    return Optional.ofNullable(version).map(WorkflowVersion::title).orElse("Workflow")
        + " · AI Ops Studio";
  }
}
