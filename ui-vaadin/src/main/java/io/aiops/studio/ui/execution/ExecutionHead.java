package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Failure;
import io.aiops.studio.host.query.ExecutionViews.GoesOn;
import io.aiops.studio.host.query.ExecutionViews.Parent;
import io.aiops.studio.host.query.ExecutionViews.Summary;
import io.aiops.studio.ui.text.Facts;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.text.Texts;
import java.time.Duration;
import java.time.Instant;

/** How an execution stands. */
final class ExecutionHead extends Div {

  private static final long serialVersionUID = 1L;

  /**
   * @param now what runs has lasted until then
   */
  ExecutionHead(Detail detail, Instant now) {
    Summary summary = detail.summary();
    Parent parent = detail.parent();
    Instant ended = summary.endedAt();
    Facts facts = new Facts();
    facts.fact("Status", new StatusBadge(summary.status()));
    facts.fact("Started", new Moment(summary.createdAt()));
    facts.fact(
        "Duration",
        Texts.duration(Duration.between(summary.createdAt(), ended == null ? now : ended)));
    facts.fact("Steps", summary.stepsDone() + " of " + summary.stepsKnown());
    facts.fact("Tokens", Texts.tokens(summary.usage()));
    facts.fact("Cost", Texts.cost(summary.usage()));
    if (summary.usage().simulated()) {
      facts.fact("Model", new SimulatedMark());
    }
    facts.fact("Started by", summary.startedBy());
    if (detail.slaBreached() != null) {
      facts.fact("SLA breached", new Moment(detail.slaBreached()));
    }
    GoesOn goesOn = detail.goesOn();
    if (goesOn != null) {
      facts.fact("Goes on from", goesOn(goesOn));
    }
    if (detail.degraded()) {
      facts.fact("Degraded", "a step took its fallback");
    }
    if (parent != null) {
      facts.fact(
          "Runs for",
          new RouterLink(
              "step " + parent.path(),
              ExecutionView.class,
              ExecutionView.parameters(parent.executionId())));
    }
    add(facts);
    Failure failure = summary.failure();
    if (failure != null) {
      add(
          new FailureNote(
              failure,
              "The execution has ended. Select the failed step to see its attempts; mend the cause"
                  + " and run it again."));
    }
  }

  /** Leads to the execution whose results it took over. */
  private static Div goesOn(GoesOn from) {
    String step = from.step() == null ? "" : ", from step " + from.step();
    String diagnosis = from.diagnosis() == null ? "" : ": " + from.diagnosis();
    return new Div(
        new RouterLink(
            "another execution", ExecutionView.class, ExecutionView.parameters(from.executionId())),
        new Span(" (" + from.how() + step + ")" + diagnosis));
  }
}
