package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Failure;
import io.aiops.studio.host.query.ExecutionViews.Summary;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.execution.StatusBadge;
import java.util.UUID;

/** The execution that the canvas follows. */
final class RunBar extends Div {

  private static final long serialVersionUID = 1L;

  private final Div facts = new Div();
  private final Anchor link = new Anchor("", "Open the execution");

  RunBar(Runnable closed) {
    addClassName("designer-run");
    getElement().setAttribute("role", "status");
    getElement().setAttribute("data-testid", "run-bar");
    facts.addClassName("designer-run-facts");
    link.setRouterIgnore(false);
    Button close = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> closed.run());
    close.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    close.setAriaLabel("Stop following the execution");
    add(facts, link, close);
    setVisible(false);
  }

  void follow(UUID execution) {
    link.setHref("/" + Routes.execution(execution));
    setVisible(true);
  }

  void show(Detail detail) {
    Summary summary = detail.summary();
    facts.removeAll();
    facts.add(
        new StatusBadge(summary.status()),
        new Span(
            "Version "
                + summary.version()
                + ", "
                + summary.stepsDone()
                + " of "
                + summary.stepsKnown()
                + " steps done"));
    Failure failure = summary.failure();
    if (failure != null) {
      facts.add(new Span(failure.message()));
    }
  }
}
