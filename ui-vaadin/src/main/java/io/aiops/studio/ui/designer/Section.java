package io.aiops.studio.ui.designer;

import io.aiops.studio.host.definition.text.Values;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.ui.form.FormContext;
import io.aiops.studio.ui.form.SchemaForm;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of a step's form. Of a change it takes only the properties that were changed, so that what
 * a field cannot show stays in the text as it is.
 */
final class Section {

  private final SchemaForm form;
  private final String key;
  private Map<String, @Nullable Object> shown = Map.of();

  /**
   * @param key the step's property that the form is about; empty for the step itself
   */
  Section(Map<String, @Nullable Object> schema, FormContext context, String key) {
    form = new SchemaForm(schema, context);
    this.key = key;
  }

  SchemaForm form() {
    return form;
  }

  void onChange(Runnable changed) {
    form.addChangeListener(changed);
  }

  void show(Map<String, @Nullable Object> step) {
    form.setValue(Values.map(key.isEmpty() ? OnFailureForm.spread(step) : step.get(key)));
    shown = form.getValue();
  }

  /** Puts into the step what was changed since it was shown. */
  void into(Map<String, @Nullable Object> step) {
    Map<String, @Nullable Object> now = form.getValue();
    Map<String, @Nullable Object> target = key.isEmpty() ? step : Values.map(step.get(key));
    Set<String> names = new LinkedHashSet<>(shown.keySet());
    names.addAll(now.keySet());
    boolean changed = false;
    for (String name : names) {
      Object value = now.get(name);
      if (!Objects.equals(value, shown.get(name))) {
        changed = true;
        if (value == null) {
          target.remove(name);
        } else {
          target.put(name, key.isEmpty() ? OnFailureForm.gathered(name, value) : value);
        }
      }
    }
    shown = now;
    if (changed && !key.isEmpty()) {
      if (target.isEmpty()) {
        step.remove(key);
      } else {
        step.put(key, target);
      }
    }
  }

  /** Instead of those shown before. Gives back those that no field stands for. */
  List<Problem> showProblems(String place, List<Problem> problems) {
    form.clearProblems();
    return form.showProblems(key.isEmpty() ? place : place + "." + key, problems);
  }

  /** {@code onFailure: continue} is short for an object; the form shows the object. */
  private static final class OnFailureForm {
    private static final String NAME = "onFailure";

    static Map<String, @Nullable Object> spread(Map<String, @Nullable Object> step) {
      Map<String, @Nullable Object> spread = Values.map(step);
      if (spread.get(NAME) instanceof String then) {
        spread.put(NAME, Map.of("then", then));
      }
      return spread;
    }

    static Object gathered(String name, Object value) {
      return name.equals(NAME)
              && value instanceof Map<?, ?> map
              && map.size() == 1
              && map.get("then") instanceof String then
          ? then
          : value;
    }
  }
}
