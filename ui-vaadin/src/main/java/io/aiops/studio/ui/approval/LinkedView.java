package io.aiops.studio.ui.approval;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.approval.ApprovalViews.Linked;
import io.aiops.studio.host.approval.ApprovalViews.Outcome;
import io.aiops.studio.host.approval.ApprovalViews.State;
import io.aiops.studio.host.approval.ApprovalViews.View;
import io.aiops.studio.host.approval.LinkRefusedException;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Anonymous;
import io.aiops.studio.ui.text.Facts;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.value.JsonText;

/** A decision by link, without a sign-in: opening it shows, a button decides. */
@Anonymous
@Route(Routes.LINKED)
@PageTitle("A decision · AI Ops Studio")
public final class LinkedView extends Main implements BeforeEnterObserver {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final Paragraph told = new Paragraph();
  private final TextArea comment = new TextArea("Comment");
  private String token = "";

  public LinkedView(Studio studio) {
    this.studio = studio;
    addClassName("studio-page");
    told.getElement().setAttribute("role", "status");
    comment.setWidthFull();
    comment.setMaxLength(2_000);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    token = event.getRouteParameters().get("token").orElse("");
    look();
  }

  private void look() {
    removeAll();
    try {
      show(studio.approvals().look(token));
    } catch (LinkRefusedException e) {
      add(new H1("This link opens nothing"), new Paragraph(String.valueOf(e.getMessage())));
    }
  }

  private void show(Linked linked) {
    View view = linked.approval();
    Facts facts = new Facts();
    facts.fact("Workflow", view.summary().workflow());
    facts.fact("Sent by", linked.issuer());
    facts.fact("Waits since", Moment.exact(view.summary().requestedAt()));
    facts.fact("Link expires", Moment.exact(linked.expiresAt()));
    String tool = view.summary().tool();
    if (tool != null) {
      facts.fact("Call of", tool);
    }
    add(new H1(view.summary().question()), facts, new H2("What exactly is approved"));
    Object details = view.details();
    add(details == null ? new Paragraph("No more than the question.") : new JsonText(details));
    Outcome outcome = view.outcome();
    if (outcome != null) {
      told.setText("Decided by " + outcome.by() + " at " + Moment.exact(outcome.at()) + ".");
    } else if (view.summary().state() != State.PENDING) {
      told.setText("Nobody is asked any more.");
    } else if (!view.mayDecide()) {
      told.setText(linked.issuer() + " is not asked any more, and this link with them.");
    }
    add(told);
    if (view.mayDecide()) {
      add(comment, buttons(linked));
    }
  }

  private Div buttons(Linked linked) {
    Div buttons = new Div();
    buttons.addClassName("studio-actions");
    if (linked.decisions().contains("approve")) {
      Button approve = new Button("Approve", click -> decide(Verdict.APPROVE));
      approve.addThemeVariants(ButtonVariant.PRIMARY);
      buttons.add(approve);
    }
    if (linked.decisions().contains("reject")) {
      Button reject = new Button("Reject", click -> decide(Verdict.REJECT));
      reject.addThemeVariants(ButtonVariant.ERROR);
      buttons.add(reject);
    }
    return buttons;
  }

  private void decide(Verdict verdict) {
    String refused = "";
    try {
      studio.approvals().decide(token, verdict, comment.getValue().strip());
    } catch (ConflictException | AccessDeniedException | LinkRefusedException e) {
      refused = String.valueOf(e.getMessage());
    }
    look();
    if (!refused.isEmpty()) {
      told.setText(refused);
    }
  }
}
