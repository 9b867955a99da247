package io.aiops.studio.ui.template;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.aiops.studio.marketplace.template.Choices;
import io.aiops.studio.marketplace.template.Installed;
import io.aiops.studio.marketplace.template.Plan;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.ui.access.Session;
import java.util.function.Consumer;

/** What a template needs, with what has to be chosen, and the button that installs it. */
final class InstallForm extends Div {

  private static final long serialVersionUID = 1L;

  private final transient TemplateService templates;
  private final transient TemplateFile file;
  private final TextField name = new TextField("Name of the workflow");
  private final RoleFields roles;
  private final ProblemLines problems = new ProblemLines();
  private final Button install;
  private transient volatile Choices chosen = Choices.NONE;

  InstallForm(TemplateService templates, TemplateFile file, Consumer<Installed> done) {
    this.templates = templates;
    this.file = file;
    Plan plan = templates.plan(Session.caller(), file, Choices.NONE);
    name.setValue(plan.workflow());
    name.setValueChangeMode(ValueChangeMode.LAZY);
    name.addValueChangeListener(change -> look());
    roles = new RoleFields(plan, this::look);
    // What is chosen is asked for with the page's lock, the installing is done without.
    Applying applying =
        new Applying(
            "Installing: plugins that are missing are fetched and checked, then all of it is installed.",
            (caller, consents) -> templates.install(caller, file, chosen, consents),
            done,
            this::look);
    install =
        new Button(
            "Install as a new workflow",
            click -> {
              chosen = choices();
              applying.begin();
            });
    install.addThemeVariants(ButtonVariant.PRIMARY);
    install.setDisableOnClick(true);
    addClassName("studio-panel");
    add(
        title(plan),
        id(plan),
        new Paragraph(plan.description()),
        new PluginTable(plan),
        name,
        roles,
        problems,
        applying,
        install);
    look();
  }

  /** A dialog has it in its own head. */
  private static H2 title(Plan plan) {
    H2 title = new H2(plan.title() + " " + plan.version());
    title.addClassName("studio-opened-title");
    return title;
  }

  private static Span id(Plan plan) {
    Span id = new Span(plan.id());
    id.addClassNames("studio-secondary", "studio-hash");
    return id;
  }

  private Choices choices() {
    return roles.choices(name.getValue().strip());
  }

  private void look() {
    Plan plan = templates.plan(Session.caller(), file, choices());
    problems.show(plan.problems());
    install.setEnabled(plan.ready());
  }
}
