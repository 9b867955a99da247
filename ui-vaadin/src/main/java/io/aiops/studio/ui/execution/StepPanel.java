package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.RouterLink;
import io.aiops.studio.host.file.FileService;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.query.ExecutionViews.Attempt;
import io.aiops.studio.host.query.ExecutionViews.Failure;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.ui.text.Facts;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.text.Texts;
import io.aiops.studio.ui.value.ValueView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that is known of one step: each attempt's input, output, failure, calls and tokens. */
final class StepPanel extends Aside {

  private static final long serialVersionUID = 1L;

  /** What people can do from a step on. */
  interface Acts {
    void rollBack(Step step);

    void fork(Step step);
  }

  private final transient FileService files;
  private final transient Acts acts;
  private transient @Nullable Step shown;
  private boolean ended;

  StepPanel(FileService files, Acts acts) {
    this.files = files;
    this.acts = acts;
    addClassName("studio-panel");
    getElement().setAttribute("aria-label", "Step");
  }

  /**
   * Leaves what is open as it is if nothing has changed.
   *
   * @param over whether the execution has ended
   */
  void show(Caller caller, Step step, boolean over) {
    if (step.equals(shown) && over == ended) {
      return;
    }
    shown = step;
    ended = over;
    removeAll();
    Div title = new Div(new H2(step.title()), new StatusBadge(step.status(), over));
    title.addClassName("studio-page-top");
    Facts facts = new Facts();
    facts.fact("Step", step.path());
    facts.fact("Kind", step.kind());
    if (step.slaBreached() != null) {
      facts.fact("SLA breached", Moment.exact(step.slaBreached()));
    }
    if (step.fallback() != null) {
      facts.fact("Fell back to", step.fallback());
    }
    if (step.items() != null) {
      facts.fact(
          "Items done",
          Texts.count(step.items().done()) + " of " + Texts.count(step.items().total()));
      facts.fact("With a failure", Texts.count(step.items().failed()));
    }
    add(title, facts);
    if (step.progress() != null && !step.status().terminal()) {
      Paragraph progress = new Paragraph(step.progress());
      progress.addClassName("studio-progress");
      add(progress);
    }
    List<Attempt> attempts = step.attempts();
    boolean done = step.status() == Status.COMPLETED || step.status() == Status.FAILED;
    if (done && caller.may(Permission.RUN)) {
      Div buttons =
          new Div(
              new Button(
                  "Roll back to here",
                  VaadinIcon.ROTATE_LEFT.create(),
                  click -> acts.rollBack(step)),
              new Button("Fork from here", VaadinIcon.SPLIT.create(), click -> acts.fork(step)));
      buttons.addClassName("studio-actions");
      add(buttons);
    }
    if (attempts.isEmpty()) {
      add(new Paragraph(explainNothing(step, over)));
    }
    if (attempts.size() > 1) {
      add(
          new Button(
              "Compare attempts",
              VaadinIcon.SPLIT_H.create(),
              c -> new CompareDialog(step).open()));
    }
    for (Attempt attempt : attempts.reversed()) {
      Details details = new Details(summary(attempt), content(caller, step, attempt));
      details.setOpened(attempt == attempts.getLast());
      add(details);
    }
  }

  private static String explainNothing(Step step, boolean over) {
    return switch (step.status()) {
      case SKIPPED -> "Skipped: no edge that was followed leads to this step.";
      case CANCELLED -> "Cancelled before it began.";
      default ->
          over
              ? "Not run: the execution ended before its turn came."
              : "Not started: it waits for the steps before it.";
    };
  }

  private static String summary(Attempt attempt) {
    Instant ended = attempt.endedAt();
    String took =
        ended == null ? "running" : Texts.duration(Duration.between(attempt.scheduledAt(), ended));
    return "Attempt "
        + attempt.number()
        + " · "
        + took
        + (attempt.failure() == null ? "" : " · failed");
  }

  private Component[] content(Caller caller, Step step, Attempt attempt) {
    Div content = new Div();
    content.addClassName("studio-value");
    Failure failure = attempt.failure();
    if (failure != null) {
      content.add(new FailureNote(failure, next(attempt)));
    }
    Facts facts = new Facts();
    facts.fact("Scheduled", Moment.exact(attempt.scheduledAt()));
    facts.fact("Tokens", Texts.tokens(attempt.usage()));
    facts.fact("Cost", Texts.cost(attempt.usage()));
    if (failure != null && failure.plugin() != null) {
      facts.fact("Failed in", failure.plugin());
    }
    if (attempt.usage().simulated()) {
      facts.fact("Model", new SimulatedMark());
    }
    child(step, attempt).ifPresent(child -> facts.fact("Runs", child));
    content.add(facts);
    if (!attempt.calls().isEmpty()) {
      content.add(new H3("Calls"), new CallTable(attempt.calls()));
    }
    // The output of a list is the list of its items' outputs; they stand at the items.
    if (attempt.endedAt() != null && failure == null && step.items() == null) {
      content.add(new H3("Output"), new ValueView(files, caller, attempt.output()));
    }
    content.add(new H3("Input"), new ValueView(files, caller, attempt.input()));
    return new Component[] {content};
  }

  /** A step that is a workflow of its own runs as another execution. */
  private static Optional<RouterLink> child(Step step, Attempt attempt) {
    if (!step.kind().equals("workflow")
        || !(attempt.input() instanceof Map<?, ?> input)
        || !(input.get("execution") instanceof String id)) {
      return Optional.empty();
    }
    return Optional.of(
        new RouterLink(
            "execution " + id, ExecutionView.class, ExecutionView.parameters(UUID.fromString(id))));
  }

  private static String next(Attempt attempt) {
    Instant next = attempt.nextAttemptAt();
    return next == null ? "It is not tried again." : "Next attempt at " + Moment.exact(next) + ".";
  }
}
