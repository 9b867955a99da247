package io.aiops.studio.ui.workspace;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.engine.LimitService;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.retention.RetentionService.Retention;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Requires;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.text.Texts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long this workspace keeps executions, and how many may run at the same time. */
@Route(value = Routes.WORKSPACE, layout = MainLayout.class)
@PageTitle("Workspace · AI Ops Studio")
@Requires(Permission.ADMINISTER)
public final class WorkspaceView extends Page {

  private static final long serialVersionUID = 1L;
  private static final int MOST_DAYS = 36_500;

  private final transient Studio studio;
  private final BoundForm days = new BoundForm("Days after their end", MOST_DAYS, "For ever");
  private final BoundForm executions = new BoundForm("Executions", LimitService.MOST, "Any number");
  private final Paragraph kept = status();
  private final Paragraph running = status();

  public WorkspaceView(Studio studio) {
    super("Workspace");
    this.studio = studio;
    days.onSave(this::keep);
    executions.onSave(this::bound);
    add(
        new H2("How long executions are kept"),
        new Paragraph(
            "Beyond that, executions that have ended are removed with all that was kept of them. A"
                + " change takes effect a day later, so that a slip can be taken back."),
        days,
        kept,
        new H2("Executions at the same time"),
        new Paragraph("Others wait for their turn. Those that run already go on."),
        executions,
        running);
    show(studio.retention().retention(Session.caller()));
    show(studio.limits().limits(Session.caller()));
  }

  private static Paragraph status() {
    Paragraph paragraph = new Paragraph();
    paragraph.getElement().setAttribute("role", "status");
    return paragraph;
  }

  private void keep(@Nullable Integer asked) {
    if (asked == null) {
      decide(null);
    } else {
      Confirm.ask(
          "Remove executions " + asked + " days after their end?",
          "From a day from now on they are removed with all that was kept of them. Until then you"
              + " can take it back.",
          "Remove them",
          () -> decide(asked));
    }
  }

  private void decide(@Nullable Integer asked) {
    show(studio.retention().keep(Session.caller(), asked));
    Notices.done(asked == null ? "Executions are kept for ever." : "Noted; it takes effect later.");
  }

  private void bound(@Nullable Integer asked) {
    show(studio.limits().bound(Session.caller(), asked));
    Notices.done("It counts for what starts from now on.");
  }

  private void show(Retention retention) {
    days.show(retention.days());
    Instant from = retention.effectiveAt();
    kept.setText(
        retention.days() == null
            ? "Executions are kept for ever."
            : "Of those that ended, %s are beyond it now%s.%s"
                .formatted(
                    Texts.count(retention.due()),
                    from == null ? "" : "; nothing is removed before " + Moment.exact(from),
                    retention.changedBy() == null
                        ? ""
                        : " Decided by " + retention.changedBy() + "."));
  }

  private void show(LimitService.Limits limits) {
    executions.show(limits.executions());
    running.setText(
        limits.executions() == null && limits.running() == 0 && limits.waiting() == 0
            ? "There is no bound: each execution begins at once."
            : "%s of those that are counted run now, %s wait for their turn."
                .formatted(Texts.count(limits.running()), Texts.count(limits.waiting())));
  }
}
