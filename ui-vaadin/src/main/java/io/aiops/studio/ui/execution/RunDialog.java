package io.aiops.studio.ui.execution;

import static java.util.stream.Collectors.joining;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.engine.ExecutionService.Started;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.marketplace.SampleFile;
import io.aiops.studio.marketplace.Template;
import io.aiops.studio.marketplace.Templates;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.form.FormContext;
import io.aiops.studio.ui.form.SchemaForm;
import io.aiops.studio.ui.form.Uploads;
import io.aiops.studio.ui.notice.Notices;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks for a workflow's inputs and starts it. Each dialog starts at most one execution. */
public final class RunDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final transient WorkflowVersion version;
  private final transient Consumer<UUID> started;
  private final SchemaForm form;
  private final Button run = new Button("Run", click -> start());

  /** A second press of the button is the same start. */
  private final String idempotencyKey = UUID.randomUUID().toString();

  private RunDialog(
      Studio studio,
      WorkflowVersion version,
      Map<String, @Nullable Object> schema,
      @Nullable Map<String, @Nullable Object> inputs,
      Consumer<UUID> started) {
    this.studio = studio;
    this.version = version;
    this.started = started;
    form = new SchemaForm(schema, FormContext.plain(Uploads.into(studio.files())));
    if (inputs != null) {
      form.setValue(inputs);
    }
    setHeaderTitle("Run " + version.title());
    setWidth("32rem");
    if (form.isEmpty()) {
      add(new Paragraph("This workflow asks for no inputs."));
    }
    add(form);
    Templates.find(version.name())
        .filter(template -> !template.files().isEmpty())
        .ifPresent(template -> add(sample(template)));
    run.addThemeVariants(ButtonVariant.PRIMARY);
    run.setDisableOnClick(true);
    getFooter().add(new Button("Cancel", click -> close()), run);
  }

  /**
   * Opens it, or says why this version cannot run.
   *
   * @param inputs what the form starts with; null for the schema's defaults
   * @param started gets the execution's id
   */
  public static void open(
      Studio studio,
      WorkflowVersion version,
      @Nullable Map<String, @Nullable Object> inputs,
      Consumer<UUID> started) {
    var validation = studio.workflows().validate(Session.caller(), version.text());
    if (validation.workflow().isEmpty()) {
      Notices.failed(new InvalidException(validation.problems()));
      return;
    }
    Workflow workflow = validation.workflow().get();
    new RunDialog(studio, version, workflow.inputs(), inputs, started).open();
  }

  private Button sample(Template template) {
    String names = template.files().stream().map(SampleFile::name).collect(joining(", "));
    Button take =
        new Button(
            "Try it on the sample: " + names,
            VaadinIcon.FILE_TEXT_O.create(),
            click -> form.setValue(SampleData.kept(studio.files(), template, form.getValue())));
    take.addThemeVariants(ButtonVariant.TERTIARY);
    return take;
  }

  private void start() {
    try {
      if (form.validate()) {
        Started result =
            studio
                .executions()
                .start(
                    Session.caller(),
                    new StartRequest(
                        version.name(), version.version(), form.getValue(), idempotencyKey));
        close();
        started.accept(result.executionId());
      }
    } catch (InvalidException invalid) {
      List<Problem> others = form.showProblems("inputs", invalid.problems());
      others = form.showProblems("", others);
      if (!others.isEmpty()) {
        Notices.failed(new InvalidException(others));
      }
    } finally {
      run.setEnabled(true);
    }
  }
}
