package io.aiops.studio.ui.home;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.card.Card;
import com.vaadin.flow.component.card.CardVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.RouterLink;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.execution.RunDialog;
import io.aiops.studio.ui.layout.EmptyState;
import io.aiops.studio.ui.workflow.WorkflowsView;
import java.util.List;

/** A few workflows of the workspace, each one press away from running. */
final class RunCards extends Div {

  private static final long serialVersionUID = 1L;
  private static final int MOST = 6;

  private final transient Studio studio;

  RunCards(Studio studio, Caller caller) {
    this.studio = studio;
    List<WorkflowVersion> workflows = studio.workflows().list(caller, "", MOST, 0);
    if (workflows.isEmpty()) {
      add(
          new EmptyState(
              VaadinIcon.CLUSTER,
              "No workflows yet",
              "Begin with a sample that runs as it is, or with a blank page.",
              new RouterLink("Go to workflows", WorkflowsView.class)));
      return;
    }
    addClassName("studio-cards");
    workflows.forEach(each -> add(card(each, caller.may(Permission.RUN))));
  }

  private Card card(WorkflowVersion workflow, boolean mayRun) {
    Card card = new Card();
    card.addThemeVariants(CardVariant.OUTLINED);
    card.setTitle(workflow.title(), 3);
    card.add(new Paragraph(workflow.description()));
    Button run = new Button("Run", VaadinIcon.PLAY.create(), click -> run(workflow));
    run.addThemeVariants(ButtonVariant.PRIMARY);
    run.setAriaLabel("Run " + workflow.title());
    run.setEnabled(mayRun);
    Anchor open = new Anchor("/" + Routes.designer(workflow.name()), "Open in the designer");
    open.setRouterIgnore(false);
    open.setAriaLabel("Open " + workflow.title() + " in the designer");
    Div actions = new Div(run, open);
    actions.addClassName("studio-actions");
    card.add(actions);
    return card;
  }

  private void run(WorkflowVersion workflow) {
    RunDialog.open(
        studio, workflow, null, id -> getUI().ifPresent(ui -> ui.navigate(Routes.execution(id))));
  }
}
