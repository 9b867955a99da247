package io.aiops.studio.ui.workflow;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.marketplace.Template;
import io.aiops.studio.marketplace.Templates;
import io.aiops.studio.ui.access.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Begins a workflow: with one step that runs as it is, or as a copy of a shipped template. */
final class NewWorkflowDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  private static final Template ONE_STEP =
      new Template(
          "",
          "One step",
          "A greeting, to build upon.",
          """
          schema: aiops-studio/workflow/v1
          name: greeting
          title: Greeting
          inputs:
            type: object
            properties:
              name: {type: string, title: Name, default: world}
          steps:
            - id: greet
              kind: transform
              title: Greet
              expression: "'Hello, ' & inputs.name"
          edges: []
          output: {greeting: "{{ steps.greet.output }}"}
          """,
          List.of());

  private final transient Studio studio;
  private final transient Consumer<WorkflowVersion> created;
  private final RadioButtonGroup<Template> beginning = new RadioButtonGroup<>("Begin with");
  private final TextField title = new TextField("Title");
  private final TextField name = new TextField("Name");

  NewWorkflowDialog(Studio studio, Consumer<WorkflowVersion> created) {
    this.studio = studio;
    this.created = created;
    setHeaderTitle("New workflow");
    setWidth("28rem");
    title.setRequiredIndicatorVisible(true);
    title.setWidthFull();
    title.setAutofocus(true);
    title.setValueChangeMode(ValueChangeMode.EAGER);
    title.addValueChangeListener(change -> name.setValue(slug(change.getValue())));
    name.setHelperText("Lower case letters, digits and -; the address and the API use it.");
    name.setWidthFull();
    Button create = new Button("Create", click -> create());
    create.addThemeVariants(ButtonVariant.PRIMARY);
    offerTemplates();
    add(beginning, title, name, new Paragraph("The designer opens to go on."));
    getFooter().add(new Button("Cancel", click -> close()), create);
  }

  private void offerTemplates() {
    List<Template> all = new ArrayList<>(List.of(ONE_STEP));
    all.addAll(Templates.shipped());
    beginning.setItems(all);
    beginning.setValue(ONE_STEP);
    beginning.setRenderer(new ComponentRenderer<>(NewWorkflowDialog::choice));
    beginning.addValueChangeListener(change -> {
      if (title.isEmpty() && change.getValue() != ONE_STEP) {
        title.setValue("My " + change.getValue().title().toLowerCase(Locale.ROOT));
      }
    });
  }

  private static Div choice(Template template) {
    Span why = new Span(template.description());
    why.addClassName("studio-secondary");
    Div choice = new Div(new Span(template.title()), why);
    choice.addClassName("studio-two-lines");
    return choice;
  }

  /** {@code Log triage (v2)} becomes {@code log-triage-v2}. */
  static String slug(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
  }

  private void create() {
    String wanted = title.getValue().strip();
    title.setInvalid(wanted.isEmpty());
    title.setErrorMessage("Required: fill this in.");
    if (wanted.isEmpty()) {
      return;
    }
    String text = beginning.getValue().named(name.getValue().strip(), wanted);
    try {
      WorkflowVersion version = studio.workflows().save(Session.caller(), text, 0);
      close();
      created.accept(version);
    } catch (ConflictException | InvalidException refused) {
      name.setErrorMessage(refused.getMessage());
      name.setInvalid(true);
    }
  }
}
