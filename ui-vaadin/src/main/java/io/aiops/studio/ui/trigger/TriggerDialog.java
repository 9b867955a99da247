package io.aiops.studio.ui.trigger;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trigger.Source;
import io.aiops.studio.host.trigger.Trigger;
import io.aiops.studio.host.trigger.TriggerService.Definition;
import io.aiops.studio.host.trigger.TriggerService.Saved;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A new trigger, or another one's settings. */
final class TriggerDialog extends Dialog {

  private static final long serialVersionUID = 1L;
  private static final int MOST_WORKFLOWS = 500;

  private final transient Studio studio;
  private final transient @Nullable Trigger trigger;
  private final transient Runnable saved;
  private final TextField name = new TextField("Name");
  private final Select<Source.Kind> kind = new Select<>();
  private final Select<String> workflow = new Select<>();
  private final TextArea inputs = new TextArea("Inputs");
  private final ScheduleFields schedule;
  private final IntegerField answerWithin = new IntegerField("Wait for the output, in seconds");
  private final Div webhook = new Div();
  private final Div queue = new Div();
  private final Select<String> watched = new Select<>();
  private final CheckboxGroup<Source.Ending> on = new CheckboxGroup<>("When it is");
  private final Div completion = new Div();

  TriggerDialog(Studio studio, @Nullable Trigger trigger, Runnable saved) {
    this.studio = studio;
    this.trigger = trigger;
    this.saved = saved;
    schedule = new ScheduleFields(studio.triggers());
    setHeaderTitle(trigger == null ? "New trigger" : "Trigger " + trigger.name());
    setWidth("34rem");
    List<String> workflows =
        studio.workflows().list(Session.caller(), "", MOST_WORKFLOWS, 0).stream()
            .map(WorkflowVersion::name)
            .toList();
    name.setRequiredIndicatorVisible(true);
    name.setHelperText("Lower case letters, digits and '-'.");
    name.setAutofocus(trigger == null);
    kind.setLabel("Fires on");
    kind.setItems(Source.Kind.values());
    kind.setItemLabelGenerator(Sources::kind);
    kind.addValueChangeListener(change -> choose(change.getValue()));
    workflow.setLabel("Starts workflow");
    workflow.setItems(workflows);
    inputs.addClassName("studio-code");
    inputs.setMinRows(3);
    inputs.setHelperText(
        "JSON with {{ expressions }} over event, such as {\"text\": \"{{ event.body.text }}\"}."
            + " Empty: the body or the output as it is.");
    addSources(workflows);
    Div form = new Div(name, kind, schedule, webhook, queue, completion, workflow, inputs);
    form.addClassName("studio-form");
    add(form);
    fill();
    Button save = new Button("Save", click -> save());
    save.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", click -> close()), save);
  }

  private void addSources(List<String> workflows) {
    answerWithin.setMin(0);
    answerWithin.setMax(60);
    answerWithin.setValue(0);
    answerWithin.setHelperText("0 answers at once with the execution's address.");
    webhook.add(
        answerWithin,
        new Paragraph("Requests are signed with a secret, which you see once, after saving."));
    webhook.addClassName("studio-form");
    queue.add(
        new Paragraph(
            "Programs put messages on the queue studio.triggers of your own broker, with the"
                + " property studio_trigger. The value is shown after saving."));
    watched.setLabel("Watched workflow");
    watched.setItems(workflows);
    on.setItems(Source.Ending.values());
    on.setItemLabelGenerator(Texts::word);
    on.setValue(Set.of(Source.Ending.COMPLETED));
    completion.add(watched, on);
    completion.addClassName("studio-form");
  }

  private void fill() {
    Trigger shown = trigger;
    if (shown == null) {
      kind.setValue(Source.Kind.SCHEDULE);
      return;
    }
    name.setValue(shown.name());
    name.setReadOnly(true);
    kind.setValue(shown.source().kind());
    kind.setReadOnly(true);
    workflow.setValue(shown.workflow());
    inputs.setValue(shown.inputs().isEmpty() ? "" : Json.pretty(shown.inputs()));
    switch (shown.source()) {
      case Source.Schedule s -> schedule.set(s);
      case Source.Webhook w -> answerWithin.setValue(w.answerWithinSeconds());
      case Source.Queue q -> {}
      case Source.Completion c -> {
        watched.setValue(c.workflow());
        on.setValue(c.on());
      }
    }
  }

  private void choose(Source.Kind chosen) {
    Map.of(
            Source.Kind.SCHEDULE, schedule,
            Source.Kind.WEBHOOK, webhook,
            Source.Kind.QUEUE, queue,
            Source.Kind.COMPLETION, completion)
        .forEach((each, fields) -> fields.setVisible(each == chosen));
  }

  private void save() {
    require(name, name.isEmpty());
    require(workflow, workflow.isEmpty());
    require(watched, completion.isVisible() && watched.isEmpty());
    inputs.setInvalid(false);
    if (name.isInvalid() || workflow.isInvalid() || watched.isInvalid()) {
      return;
    }
    Trigger before = trigger;
    try {
      Saved done =
          studio
              .triggers()
              .save(
                  Session.caller(),
                  name.getValue().strip(),
                  new Definition(
                      workflow.getValue(),
                      before == null ? null : before.version(),
                      given(),
                      source(),
                      before == null || before.enabled()));
      close();
      Notices.done(done.trigger().name() + " is saved.");
      saved.run();
      String secret = done.secret();
      if (secret != null || (done.created() && queue.isVisible())) {
        new ReachedDialog(done.trigger(), secret).open();
      }
    } catch (InvalidException invalid) {
      show(invalid.problems());
    }
  }

  private static void require(HasValidation field, boolean missing) {
    field.setInvalid(missing);
    field.setErrorMessage("Required: fill this in.");
  }

  private Map<String, @Nullable Object> given() {
    if (inputs.getValue().isBlank()) {
      return Map.of();
    }
    try {
      return Json.parseMap(inputs.getValue());
    } catch (JacksonException e) {
      InvalidException invalid =
          new InvalidException("inputs", "This is no JSON object: " + e.getOriginalMessage());
      invalid.initCause(e);
      throw invalid;
    }
  }

  private Source source() {
    Integer seconds = answerWithin.getValue();
    return switch (kind.getValue()) {
      case SCHEDULE -> schedule.get();
      case WEBHOOK -> new Source.Webhook(seconds == null ? 0 : seconds);
      case QUEUE -> new Source.Queue();
      case COMPLETION -> new Source.Completion(watched.getValue(), on.getValue());
    };
  }

  private void show(List<Problem> problems) {
    List<Problem> others = new ArrayList<>();
    for (Problem problem : problems) {
      Component field =
          switch (problem.path()) {
            case "name" -> name;
            case "workflow" -> workflow;
            case "webhook.answerWithinSeconds" -> answerWithin;
            case "completion.workflow" -> watched;
            case "completion.on" -> on;
            default -> problem.path().startsWith("inputs") ? inputs : this;
          };
      if (field instanceof HasValidation checked) {
        checked.setErrorMessage(problem.message());
        checked.setInvalid(true);
      } else if (!schedule.show(problem, "schedule.")) {
        others.add(problem);
      }
    }
    if (!others.isEmpty()) {
      Notices.failed(new InvalidException(others));
    }
  }
}
