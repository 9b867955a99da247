package io.aiops.studio.ui.approval;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextArea;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.approval.ApprovalService.Decision;
import io.aiops.studio.host.approval.ApprovalViews.Outcome;
import io.aiops.studio.host.approval.ApprovalViews.State;
import io.aiops.studio.host.approval.ApprovalViews.Summary;
import io.aiops.studio.host.approval.ApprovalViews.View;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.text.Facts;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.value.ValueView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One approval: the question, exactly what is approved, and what the person can do about it. */
public final class ApprovalPanel extends Aside {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_COMMENT = 2_000;
  private static final String ROLE = "role:";

  private final transient Studio studio;
  private final transient Runnable decided;
  private final TextArea comment = new TextArea("Comment");
  private transient @Nullable View shown;

  /**
   * @param decided is run when something was decided here
   */
  public ApprovalPanel(Studio studio, Runnable decided) {
    this.studio = studio;
    this.decided = decided;
    addClassName("studio-panel");
    getElement().setAttribute("aria-label", "Approval");
    comment.setWidthFull();
    comment.setMaxLength(LONGEST_COMMENT);
    comment.setHelperText("Kept with the decision; whoever waits for it sees it.");
  }

  /** Leaves what is open as it is if nothing has changed. */
  public void show(UUID id) {
    show(studio.approvals().get(Session.caller(), id));
  }

  private void show(View view) {
    View before = shown;
    if (view.equals(before)) {
      return;
    }
    if (before == null || !before.summary().id().equals(view.summary().id())) {
      comment.clear();
    }
    shown = view;
    removeAll();
    Caller caller = Session.caller();
    add(new H2(view.summary().question()), facts(view));
    Outcome outcome = view.outcome();
    if (outcome != null) {
      add(new Paragraph(told(view.summary().state(), outcome)));
    } else if (view.summary().state() == State.WITHDRAWN) {
      add(
          new Paragraph(
              "Nobody is asked any more: the execution ended, went back, or gave up waiting."));
    }
    add(new H3("What exactly is approved"), new ValueView(studio.files(), caller, view.details()));
    if (view.mayDecide()) {
      add(comment);
    }
    add(buttons(caller, view));
  }

  private static Facts facts(View view) {
    Summary summary = view.summary();
    Facts facts = new Facts();
    facts.fact("Workflow", new Anchor(Routes.designer(summary.workflow()), summary.workflow()));
    facts.fact(
        "Execution", new Anchor(Routes.execution(summary.executionId()), "Step " + summary.step()));
    String tool = summary.tool();
    if (tool != null) {
      facts.fact("Call of", tool);
    }
    facts.fact("Waits since", new Moment(summary.requestedAt()));
    facts.fact("Asked", people(summary.assignees()));
    Instant escalateAt = summary.escalateAt();
    if (summary.escalated()) {
      facts.fact("Escalated", "yes");
    } else if (escalateAt != null) {
      facts.fact("Escalates at", Moment.exact(escalateAt));
    }
    Instant until = summary.until();
    if (until != null) {
      facts.fact("Gives up at", Moment.exact(until));
    }
    return facts;
  }

  /** {@code role:operator} as {@code operators}; whoever is named as a person stays as named. */
  static String people(List<String> assignees) {
    return assignees.stream()
        .map(each -> each.startsWith(ROLE) ? each.substring(ROLE.length()) + "s" : each)
        .collect(Collectors.joining(", "));
  }

  private static String told(State state, Outcome outcome) {
    String what =
        switch (state) {
          case APPROVED -> "Approved";
          case EDITED -> "Edited and approved";
          case REJECTED -> "Rejected";
          case PENDING, DECIDING, WITHDRAWN -> "Decided";
        };
    return what
        + " by "
        + outcome.by()
        + " at "
        + Moment.exact(outcome.at())
        + (outcome.comment().isEmpty() ? "." : ": " + outcome.comment());
  }

  private Div buttons(Caller caller, View view) {
    Button approve =
        new Button(
            "Approve", VaadinIcon.CHECK.create(), click -> decide(view, Verdict.APPROVE, null));
    approve.addThemeVariants(ButtonVariant.PRIMARY);
    approve.setDisableOnClick(true);
    Button edit =
        new Button(
            "Edit",
            VaadinIcon.EDIT.create(),
            click ->
                new EditDialog(view.details(), edited -> decide(view, Verdict.EDIT, edited))
                    .open());
    edit.setAriaLabel("Edit and approve");
    Button reject =
        new Button(
            "Reject", VaadinIcon.CLOSE_SMALL.create(), click -> decide(view, Verdict.REJECT, null));
    reject.addThemeVariants(ButtonVariant.ERROR);
    reject.setDisableOnClick(true);
    Button delegate =
        new Button(
            "Delegate",
            VaadinIcon.USERS.create(),
            click -> new DelegateDialog(this::delegate).open());
    Button link =
        new Button(
            "Make a link",
            VaadinIcon.LINK.create(),
            click -> new LinkDialog(studio, view.summary().id()).open());
    boolean pending = view.summary().state() == State.PENDING;
    approve.setVisible(view.mayDecide());
    edit.setVisible(view.mayDecide());
    reject.setVisible(view.mayDecide());
    link.setVisible(view.mayDecide());
    delegate.setVisible(pending && (view.mayDecide() || caller.may(Permission.ADMINISTER)));
    Div buttons = new Div(approve, edit, reject, delegate, link);
    buttons.addClassName("studio-actions");
    return buttons;
  }

  private void decide(View view, Verdict verdict, @Nullable Object details) {
    UUID id = view.summary().id();
    try {
      studio
          .approvals()
          .decide(
              Session.caller(),
              id,
              new Decision(view.hash(), verdict, details, comment.getValue().strip()));
      Notices.done("Your decision counts; the execution goes on.");
    } finally {
      // Whoever was first, what is shown now is how it stands.
      shown = null;
      show(id);
      decided.run();
    }
  }

  private void delegate(String to) {
    View view = shown;
    if (view != null) {
      studio
          .approvals()
          .delegate(
              Session.caller(),
              view.summary().id(),
              new io.aiops.studio.host.approval.ApprovalService.Delegation(
                  to, comment.getValue().strip()));
      Notices.done("Handed on to " + to + ".");
      decided.run();
    }
  }
}
