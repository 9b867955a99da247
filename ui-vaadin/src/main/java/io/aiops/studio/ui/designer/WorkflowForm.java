package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.aiops.studio.host.definition.text.Values;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.ui.form.FormContext;
import io.aiops.studio.ui.form.Uploads;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the workflow itself says: title, inputs and output, and how its executions are run. */
final class WorkflowForm extends Div {

  private static final long serialVersionUID = 1L;
  private static final List<String> ORDER =
      List.of(
          "schema",
          "name",
          "title",
          "description",
          "priority",
          "pool",
          "limits",
          "sla",
          "plugins",
          "inputs",
          "steps",
          "edges",
          "output",
          "canvas");

  private final Section section;
  private final InputsForm inputs;
  private final transient Consumer<Map<String, @Nullable Object>> changed;
  private transient Map<String, @Nullable Object> shown = Map.of();

  WorkflowForm(
      StepSchemas schemas,
      Uploads uploads,
      boolean mayEdit,
      Consumer<Map<String, @Nullable Object>> changed) {
    this.changed = changed;
    addClassName("designer-form");
    section = new Section(schemas.workflow(), FormContext.plain(uploads), "");
    section.onChange(this::tell);
    section.form().setReadOnly(!mayEdit);
    Paragraph introduction =
        new Paragraph(
            mayEdit
                ? "The workflow itself. Select a step on the canvas to change what it does, or add one"
                    + " from the palette."
                : "The workflow itself. Select a step on the canvas to see what it does.");
    introduction.addClassName("studio-introduction");
    inputs = new InputsForm(this::tell, !mayEdit);
    add(introduction, inputs, section.form());
  }

  void show(Map<String, @Nullable Object> workflow, List<Problem> problems) {
    if (!Values.map(workflow).equals(shown)) {
      shown = Values.map(workflow);
      section.show(shown);
      inputs.show(shown);
    }
    section.showProblems("", problems);
  }

  private void tell() {
    Map<String, @Nullable Object> workflow = Values.map(shown);
    section.into(workflow);
    inputs.into(workflow);
    Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
    ORDER.stream()
        .filter(workflow::containsKey)
        .forEach(name -> ordered.put(name, workflow.get(name)));
    workflow.forEach(ordered::putIfAbsent);
    shown = ordered;
    changed.accept(ordered);
  }
}
