package io.aiops.studio.ui.template;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.shared.Registration;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.marketplace.template.Installed;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.live.Background;
import io.aiops.studio.ui.notice.Failures;
import java.util.function.Function;

/** Brings a template, shows what it needs, and installs it or updates what came of it. */
public final class TemplateDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final transient TemplateService templates;
  private final String title;
  private final transient Function<Caller, TemplateFile> bring;
  private boolean begun;
  private Registration leaving = () -> {};

  /**
   * @param templates what it is installed with
   * @param title as people know it
   * @param bring called without the page's lock; what it throws is shown
   */
  public TemplateDialog(
      Studio studio,
      TemplateService templates,
      String title,
      Function<Caller, TemplateFile> bring) {
    this.studio = studio;
    this.templates = templates;
    this.title = title;
    this.bring = bring;
    setHeaderTitle("Install " + title);
    setWidth("42rem");
    setCloseOnOutsideClick(false);
    ProgressBar bar = new ProgressBar();
    bar.setIndeterminate(true);
    bar.getElement().setAttribute("aria-label", "It is fetched and checked");
    Paragraph what = new Paragraph("Fetching it, and checking who signed it.");
    what.getElement().setAttribute("role", "status");
    add(what, bar);
    closing("Close");
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    UI ui = attached.getUI();
    // A dialog would stay on top of whatever page one goes to.
    leaving = ui.addAfterNavigationListener(gone -> close());
    if (begun) {
      return;
    }
    begun = true;
    Caller caller = Session.caller();
    Background.run(
        "template of the marketplace",
        () -> {
          try {
            TemplateFile file = bring.apply(caller);
            Background.show(ui, () -> open(file));
          } catch (RuntimeException failure) {
            Background.show(ui, () -> refused(failure));
          }
        });
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    leaving.remove();
  }

  private void open(TemplateFile file) {
    removeAll();
    OpenedTemplate opened = new OpenedTemplate(studio, templates, this::done);
    add(opened);
    opened.open(file);
    closing("Do not install");
  }

  private void refused(RuntimeException failure) {
    setHeaderTitle(title + " was not installed");
    Paragraph why = new Paragraph(Failures.sentence(failure));
    why.addClassName("studio-failure");
    why.getElement().setAttribute("role", "alert");
    removeAll();
    add(why);
    closing("Close");
  }

  private void done(Installed installed) {
    setHeaderTitle(title + " is installed");
    Anchor open =
        new Anchor("/" + Routes.designer(installed.workflow()), "Open it in the designer");
    open.setRouterIgnore(false);
    removeAll();
    add(new Paragraph(OpenedTemplate.sentence(installed)), open);
    closing("Close");
  }

  private void closing(String word) {
    getFooter().removeAll();
    getFooter().add(new Button(word, click -> close()));
  }
}
