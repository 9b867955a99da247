package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.engine.ExecutionService.Rerun;
import io.aiops.studio.host.engine.ExecutionService.Started;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.notice.Notices;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What people do about an execution: the buttons over its page, and those of its steps. */
final class ExecutionActs implements StepPanel.Acts {

  private final Button cancel = new Button("Cancel", VaadinIcon.STOP.create(), click -> cancel());
  private final Button signal =
      new Button("Send signal", VaadinIcon.BELL_O.create(), click -> signal());
  private final Button again =
      new Button("Run again", VaadinIcon.REFRESH.create(), click -> runAgain());
  private final Button retry =
      new Button("Retry from the failed step", VaadinIcon.REPLY.create(), click -> retry());
  private final Button design =
      new Button("Open workflow", VaadinIcon.CLUSTER.create(), click -> design());
  private final Studio studio;
  private final Consumer<String> goTo;
  private UUID id = new UUID(0, 0);
  private @Nullable Detail detail;

  /**
   * @param goTo opens the page of a route
   */
  ExecutionActs(Studio studio, Consumer<String> goTo) {
    this.studio = studio;
    this.goTo = goTo;
    cancel.addThemeVariants(ButtonVariant.ERROR);
  }

  Button[] buttons() {
    return new Button[] {cancel, signal, retry, again, design};
  }

  /** Which execution it is about from now on. */
  void about(UUID execution, Caller caller) {
    id = execution;
    for (Button button : List.of(cancel, signal, again, retry)) {
      button.setEnabled(caller.may(Permission.RUN));
    }
  }

  /** Offers what can be done about it as it is now. */
  void show(Detail now) {
    detail = now;
    Status status = now.summary().status();
    cancel.setVisible(!status.terminal());
    signal.setVisible(!status.terminal());
    again.setVisible(status.terminal());
    retry.setVisible(status.terminal() && status != Status.COMPLETED);
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
      goTo.accept(Routes.execution(result.executionId()));
    }
  }

  @Override
  public void rollBack(Step step) {
    Detail known = detail;
    boolean ended = known != null && known.summary().status().terminal();
    new RollBackDialog(step.path(), step.title(), ended, this::rerun).open();
  }

  @Override
  public void fork(Step step) {
    Detail known = detail;
    if (known != null) {
      List<Integer> versions =
          studio.workflows().versions(Session.caller(), known.summary().workflow()).stream()
              .map(WorkflowVersion::version)
              .toList();
      new ForkDialog(known, step, versions, this::rerun).open();
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
          started -> goTo.accept(Routes.execution(started)));
    }
  }

  private void design() {
    Detail known = detail;
    if (known != null) {
      goTo.accept(Routes.designer(known.summary().workflow()));
    }
  }
}
