package io.aiops.studio.ui.template;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.marketplace.template.Choices;
import io.aiops.studio.marketplace.template.Installed;
import io.aiops.studio.marketplace.template.Manifest;
import io.aiops.studio.marketplace.template.Plan;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a template needs, with what has to be chosen, and the button that installs it. What is
 * needed comes once the catalogs have been asked.
 */
final class InstallForm extends Div {

  private static final long serialVersionUID = 1L;

  private final transient TemplateService templates;
  private final transient TemplateFile file;
  private final Div plugins = new Div();
  private final TextField name = new TextField("Name of the workflow");
  private final Div players = new Div();
  private final ProblemLines problems = new ProblemLines();
  private final Looking<Plan> looking;
  private final Applying applying;
  private final Button install;
  private @Nullable RoleFields roles;
  private transient volatile Choices chosen = Choices.NONE;

  InstallForm(TemplateService templates, TemplateFile file, Consumer<Installed> done) {
    this.templates = templates;
    this.file = file;
    Manifest is = file.manifest();
    looking =
        new Looking<>(
            "Looking at what of it is here, and what the catalogs have.",
            this::question,
            this::show);
    name.setValue(is.workflow());
    name.setValueChangeMode(ValueChangeMode.LAZY);
    name.addValueChangeListener(change -> looking.look());
    // What is chosen is asked for with the page's lock, the installing is done without.
    applying =
        new Applying(
            "Installing: plugins that are missing are fetched and checked, then all of it is installed.",
            (caller, consents) -> templates.install(caller, file, chosen, consents),
            done,
            looking::look);
    install =
        new Button(
            "Install as a new workflow",
            click -> {
              chosen = choices();
              applying.begin();
            });
    install.addThemeVariants(ButtonVariant.PRIMARY);
    install.setDisableOnClick(true);
    install.setEnabled(false);
    addClassName("studio-panel");
    add(
        title(is),
        id(is),
        new Paragraph(is.description()),
        plugins,
        name,
        players,
        problems,
        looking,
        applying,
        install);
    looking.look();
  }

  /** A dialog has it in its own head. */
  private static H2 title(Manifest is) {
    H2 title = new H2(is.title() + " " + is.version());
    title.addClassName("studio-opened-title");
    return title;
  }

  private static Span id(Manifest is) {
    Span id = new Span(is.id());
    id.addClassNames("studio-secondary", "studio-hash");
    return id;
  }

  private Choices choices() {
    String wanted = name.getValue().strip();
    return roles == null ? new Choices(wanted, Map.of()) : roles.choices(wanted);
  }

  private Function<Caller, Plan> question() {
    Choices now = choices();
    return caller -> templates.plan(caller, file, now);
  }

  private void show(Plan plan) {
    if (roles == null) {
      roles = new RoleFields(plan, looking::look);
      plugins.add(new PluginTable(plan));
      players.add(roles);
    }
    problems.show(plan.problems());
    install.setEnabled(plan.ready() && !applying.isGoing());
  }
}
