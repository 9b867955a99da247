package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.definition.StepChange;
import io.aiops.studio.host.engine.ExecutionService.Rerun;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.ui.value.JsonArea;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks what a new execution shall do differently from a step on. */
final class ForkDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  private final transient Step step;
  private final transient Consumer<Rerun> act;
  private final Select<Integer> version = new Select<>();
  private final JsonArea inputs = new JsonArea("Inputs of the execution");
  private final TextArea instruction = new TextArea("Instruction of this step");
  private final TextField model = new TextField("Model of this step");
  private final JsonArea input = new JsonArea("Input of this step");
  private final Button button = new Button("Fork", click -> fork());

  /** A second press of the button is the same request. */
  private final String key = UUID.randomUUID().toString();

  /**
   * @param versions of the workflow, the newest first
   */
  ForkDialog(Detail detail, Step step, List<Integer> versions, Consumer<Rerun> act) {
    this.step = step;
    this.act = act;
    setHeaderTitle("Fork from " + step.title());
    setWidth("40rem");
    version.setLabel("Version of the workflow");
    version.setItems(versions);
    version.setValue(detail.summary().version());
    inputs.show(detail.inputs());
    add(
        new Paragraph(
            "A new execution takes over what completed before this step and runs the rest. What is"
                + " left empty stays as it is."),
        version,
        inputs);
    // What a plan says stays as it is; of its planner one may ask something else.
    boolean planned = TimelineRow.planned(detail, step);
    boolean agent = !planned && (step.kind().equals("agent") || step.kind().equals("plan"));
    if (agent) {
      instruction.setWidthFull();
      instruction.setMinRows(3);
      model.setWidthFull();
      model.setPlaceholder("provider/model");
      add(instruction, model);
    }
    if (agent || !planned && step.kind().equals("tool")) {
      input.setHelperText("A JSON object; replaces all of it.");
      add(input);
    }
    button.addThemeVariants(ButtonVariant.PRIMARY);
    button.setDisableOnClick(true);
    getFooter().add(new Button("Close", click -> close()), button);
  }

  private void fork() {
    try {
      if (object(inputs) && object(input)) {
        act.accept(
            new Rerun.Fork(step.path(), version.getValue(), map(inputs.value()), changes(), key));
        close();
      }
    } finally {
      button.setEnabled(true);
    }
  }

  /** By the place of the step in the workflow, which has no items. */
  private Map<String, StepChange> changes() {
    StepChange change =
        new StepChange(text(instruction.getValue()), text(model.getValue()), map(input.value()));
    return change.equals(new StepChange(null, null, null))
        ? Map.of()
        : Map.of(step.path().replaceAll("\\[\\d+]", ""), change);
  }

  private static boolean object(JsonArea area) {
    if (!area.check()) {
      return false;
    }
    if (area.value() != null && !(area.value() instanceof Map)) {
      area.setInvalid(true);
      area.setErrorMessage("Expected a JSON object: { … }.");
      return false;
    }
    return true;
  }

  private static @Nullable String text(String typed) {
    return typed.isBlank() ? null : typed;
  }

  @SuppressWarnings("unchecked") // A JSON object has strings as its keys.
  private static @Nullable Map<String, @Nullable Object> map(@Nullable Object value) {
    return value instanceof Map ? (Map<String, @Nullable Object>) value : null;
  }
}
