package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.shared.Registration;
import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.plugin.Plan;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.install.Installation;
import io.aiops.studio.marketplace.install.Installations;
import io.aiops.studio.marketplace.install.Stage;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.evidence.EvidenceSection;
import io.aiops.studio.ui.form.Bytes;
import io.aiops.studio.ui.live.Background;
import io.aiops.studio.ui.plugin.PermissionList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows an installation from its first byte to its end, and asks in between. */
final class InstallDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  private static final Map<Stage, String> STEPS = new LinkedHashMap<>();

  static {
    STEPS.put(Stage.FETCHING, "Fetch the package");
    STEPS.put(Stage.CHECKING, "Check who signed it, and what its code would do");
    STEPS.put(Stage.RESOLVING, "Look for what it needs");
    STEPS.put(Stage.STARTING, "Start it beside what serves");
    STEPS.put(Stage.HEALTH_CHECK, "Ask it how it is, then let it serve");
  }

  private final transient Marketplace marketplace;
  private final transient Installations installations;
  private final transient Installation begun;
  private final String title;
  private final transient Runnable changed;
  private final Steps<Stage> steps = new Steps<>(Stage.class, STEPS);
  private final Div said = new Div();
  private transient Installations.@Nullable Watching watching;
  private Registration leaving = () -> {};
  private Stage at = Stage.FETCHING;
  private @Nullable String asked;

  /**
   * @param title of the listing
   * @param changed when it has ended
   */
  InstallDialog(Marketplace marketplace, Installation begun, String title, Runnable changed) {
    this.marketplace = marketplace;
    this.installations = marketplace.installations();
    this.begun = begun;
    this.title = title;
    this.changed = changed;
    setHeaderTitle(
        begun.before().isEmpty()
            ? "Installing %s %s".formatted(title, begun.version())
            : "%s: from %s to %s".formatted(title, begun.before(), begun.version()));
    setWidth("34rem");
    setCloseOnOutsideClick(false);
    said.addClassName("studio-said-here");
    add(steps, said);
    running(true);
    show(begun);
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    UI ui = attached.getUI();
    // A dialog would stay on top of whatever page one goes to.
    leaving = ui.addAfterNavigationListener(gone -> close());
    watching =
        installations.watch(
            Session.caller(), begun.id(), now -> Background.show(ui, () -> show(now)));
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    leaving.remove();
    if (watching != null) {
      watching.close();
      watching = null;
    }
  }

  private void running(boolean cancellable) {
    getFooter().removeAll();
    if (cancellable) {
      getFooter().add(new Button("Cancel", click -> cancel()));
    }
    getFooter().add(new Button("Close, it goes on", click -> close()));
  }

  private void cancel() {
    installations.cancel(Session.caller(), begun.id());
  }

  private void show(Installation now) {
    switch (now.stage()) {
      case FETCHING -> {
        steps.at(Stage.FETCHING);
        // Until the catalog has answered nobody knows how much it is.
        if (now.total() > 0) {
          steps.part(
              Stage.FETCHING,
              (double) now.done() / now.total(),
              Bytes.text(now.done()) + " of " + Bytes.text(now.total()));
        }
      }
      case CHECKING, RESOLVING, STARTING, HEALTH_CHECK -> goesOn(now.stage());
      case TAKING_OVER -> goesOn(Stage.HEALTH_CHECK);
      case WANTS_CONSENT -> consent(now.consent());
      case WANTS_AGREEMENT -> agreement(now.plan());
      case DONE -> done(now);
      case REFUSED, INTERRUPTED -> ended(now, true);
      case CANCELLED -> ended(now, false);
    }
  }

  private void goesOn(Stage stage) {
    at = stage;
    steps.at(stage);
    said.removeAll();
    running(false);
  }

  private void consent(@Nullable Consent consent) {
    if (consent == null || consent.token().equals(asked)) {
      return;
    }
    ask(consent.token(), "Grant and install");
    boolean more = consent.added().size() < consent.wants().size();
    said.add(
        new H3(more ? "It wants more than it has" : "It wants this"),
        new PermissionList(consent.added()));
    if (!consent.unused().isEmpty()) {
      said.add(new H3("It does not want any more"), new PermissionList(consent.unused()));
    }
    said.add(
        new Paragraph(
            "Nothing is installed before you say so. What it may have can be taken back on its"
                + " page."),
        evidence());
  }

  /** Whoever is asked can read what was found in it before they answer. */
  private Details evidence() {
    return EvidenceSection.of(marketplace, begun.listing(), begun.version()).folded();
  }

  private void agreement(@Nullable Plan plan) {
    if (plan == null) {
      steps.at(Stage.CHECKING);
      said.removeAll();
      said.add(new Paragraph(begun.begunBy() + " is asked whether what follows is wanted."));
      running(true);
      return;
    }
    if (plan.token().equals(asked)) {
      return;
    }
    ask(plan.token(), "Install all the same");
    said.add(new H3("This follows from it"));
    plan.sentences().forEach(sentence -> said.add(new Paragraph(sentence)));
    said.add(new Paragraph("Nothing is installed before you say so."), evidence());
  }

  /** Whoever began it says whether it goes on. */
  private void ask(String token, String yes) {
    asked = token;
    steps.at(Stage.CHECKING);
    steps.asks(Stage.CHECKING);
    said.removeAll();
    Button agree =
        new Button(yes, click -> installations.consent(Session.caller(), begun.id(), token));
    agree.addThemeVariants(ButtonVariant.PRIMARY);
    agree.setDisableOnClick(true);
    getFooter().removeAll();
    getFooter().add(new Button("Do not install", click -> cancel()), agree);
  }

  private void done(Installation now) {
    steps.done();
    setHeaderTitle(title + " " + now.version() + " serves");
    said.removeAll();
    Anchor open = new Anchor("/" + Routes.plugin(now.listing()), "Open the plugin");
    open.setRouterIgnore(false);
    Anchor use = new Anchor("/" + Routes.WORKFLOWS, "Use it in a workflow");
    use.setRouterIgnore(false);
    Div next = new Div(open, use);
    next.addClassName("studio-listing-foot");
    said.add(
        new Paragraph(
            "What it offers is in the designer's palette now, on all nodes within seconds."),
        next);
    end();
  }

  private void ended(Installation now, boolean badly) {
    steps.failed(at);
    setHeaderTitle(title + " " + now.version() + " was not installed");
    Paragraph why = new Paragraph(now.sentence());
    if (badly) {
      why.addClassName("studio-failure");
    }
    why.getElement().setAttribute("role", "alert");
    said.removeAll();
    said.add(why);
    end();
  }

  private void end() {
    Button close = new Button("Close", click -> close());
    close.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().removeAll();
    getFooter().add(close);
    close.focus();
    changed.run();
  }
}
