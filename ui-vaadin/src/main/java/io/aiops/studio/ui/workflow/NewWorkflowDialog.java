package io.aiops.studio.ui.workflow;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.ui.access.Session;
import java.util.Locale;
import java.util.function.Consumer;

/** Begins a workflow with one step that runs as it is. */
final class NewWorkflowDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  private static final String BLANK =
      """
      schema: aiops-studio/workflow/v1
      name: %s
      title: %s
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
      """;

  private final transient Studio studio;
  private final transient Consumer<WorkflowVersion> created;
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
    add(new Paragraph("It begins with one step; the designer opens to go on."), title, name);
    getFooter().add(new Button("Cancel", click -> close()), create);
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
    String quoted = "\"" + wanted.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    try {
      WorkflowVersion version =
          studio
              .workflows()
              .save(Session.caller(), BLANK.formatted(name.getValue().strip(), quoted), 0);
      close();
      created.accept(version);
    } catch (ConflictException | InvalidException refused) {
      name.setErrorMessage(refused.getMessage());
      name.setInvalid(true);
    }
  }
}
