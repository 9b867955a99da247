package io.aiops.studio.ui.template;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.WorkflowOrigin;
import io.aiops.studio.marketplace.template.Installed;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.ui.access.Session;
import java.util.function.Consumer;

/** What can be done with a template that was opened: update what came of it, or install it. */
final class OpenedTemplate extends Div {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final transient TemplateService templates;
  private final transient Consumer<Installed> done;

  /**
   * @param done after it was installed, or a workflow was updated from it
   */
  OpenedTemplate(Studio studio, TemplateService templates, Consumer<Installed> done) {
    this.studio = studio;
    this.templates = templates;
    this.done = done;
  }

  /** Of what came of an older version of it, the update is offered first. */
  void open(TemplateFile file) {
    removeAll();
    Div offers = new Div();
    offers.addClassName("studio-buttons");
    templates.origins(Session.caller()).stream()
        .filter(each -> file.updates(each.origin()))
        .forEach(each ->
            offers.add(
                new Button("Update " + each.workflow() + " …", click -> update(file, each))));
    add(offers, new InstallForm(templates, file, this::done));
  }

  private void update(TemplateFile file, WorkflowOrigin from) {
    String mine = studio.workflows().get(Session.caller(), from.workflow()).text();
    UpdateForm form = new UpdateForm(templates, file, from, mine, this::done);
    removeAll();
    add(form);
  }

  private void done(Installed installed) {
    removeAll();
    done.accept(installed);
  }

  static String sentence(Installed installed) {
    return "%s is at version %d, from %s %s."
        .formatted(
            installed.workflow(),
            installed.version(),
            installed.template(),
            installed.templateVersion());
  }
}
