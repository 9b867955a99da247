package io.aiops.studio.ui.designer;

import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.ui.form.FormContext;
import io.aiops.studio.ui.form.SchemaForm;
import io.aiops.studio.ui.form.Uploads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sections that together show one object: a step, or a call beside the step's own. */
final class Sections {

  private final Offers offers;
  private final Uploads uploads;
  private final boolean editable;
  private final Runnable changed;
  private final List<Section> sections = new ArrayList<>();

  /**
   * @param changed told when a person changed something
   */
  Sections(Offers offers, Uploads uploads, boolean editable, Runnable changed) {
    this.offers = offers;
    this.uploads = uploads;
    this.editable = editable;
    this.changed = changed;
  }

  /**
   * @param expressions whether each field may hold an expression
   * @param key the object's property that the section is about; empty for the object itself
   */
  SchemaForm add(Map<String, @Nullable Object> schema, boolean expressions, String key) {
    FormContext context =
        new FormContext(
            uploads,
            expressions,
            Map.of(
                StepSchemas.AGENTS, List.copyOf(offers.agents().keySet()),
                StepSchemas.TOOLS, List.copyOf(offers.tools().keySet()),
                StepSchemas.MODELS, offers.models(),
                StepSchemas.WORKFLOWS, List.copyOf(offers.workflows().keySet())));
    Section section = new Section(schema, context, key);
    section.onChange(changed);
    section.form().setReadOnly(!editable);
    sections.add(section);
    return section.form();
  }

  void show(Map<String, @Nullable Object> object) {
    sections.forEach(section -> section.show(object));
  }

  /** Puts into the object what was changed since it was shown. */
  void into(Map<String, @Nullable Object> object) {
    sections.forEach(section -> section.into(object));
  }

  /** Gives back those that no field stands for. */
  List<Problem> showProblems(String place, List<Problem> problems) {
    List<Problem> left = problems;
    for (Section section : sections) {
      left = section.showProblems(place, left);
    }
    return left;
  }
}
