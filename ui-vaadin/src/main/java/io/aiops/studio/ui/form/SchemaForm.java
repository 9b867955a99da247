package io.aiops.studio.ui.form;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A form drawn from a JSON Schema of type object: one field per property, with its title, default,
 * help from its description and a mark if it is required. Properties that the schema does not name
 * pass through untouched.
 *
 * <p>Beyond JSON Schema it knows {@code format: multiline}, {@code format: file} (an upload),
 * {@code format: password} or {@code writeOnly} (masked), and {@code x-choices}, which names a list
 * in the {@link FormContext}.
 */
public final class SchemaForm extends Composite<Div> {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, Input> inputs = new LinkedHashMap<>();
  private final transient Map<String, @Nullable Object> rest = new LinkedHashMap<>();
  private final transient List<Runnable> listeners = new ArrayList<>();
  private final transient Set<String> required;
  private final transient Set<Input> told = new LinkedHashSet<>();
  private boolean setting;

  public SchemaForm(Map<String, @Nullable Object> schema, FormContext context) {
    Schema root = Schema.of(schema);
    required = new LinkedHashSet<>(root.required());
    Inputs fields = new Inputs(context);
    getContent().addClassName("studio-form");
    root.properties()
        .forEach((name, property) -> {
          Input input = fields.of(name, property);
          input.required(required.contains(name));
          input.set(property.map().get("default"));
          input.listen(() -> changed(input));
          inputs.put(name, input);
          getContent().add(input.component());
        });
  }

  /** True if the schema names no property: there is nothing to fill in. */
  public boolean isEmpty() {
    return inputs.isEmpty();
  }

  /** Shows a value; what it lacks is cleared, also where the schema has a default. */
  public void setValue(Map<String, @Nullable Object> value) {
    setting = true;
    try {
      rest.clear();
      rest.putAll(value);
      rest.keySet().removeAll(inputs.keySet());
      inputs.forEach((name, input) -> input.set(value.get(name)));
      inputs.values().forEach(input -> input.problem(""));
    } finally {
      setting = false;
    }
  }

  /** The JSON-like value; empty fields are left out. */
  public Map<String, @Nullable Object> getValue() {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    inputs.forEach((name, input) -> {
      Object each = input.get();
      if (each != null) {
        value.put(name, each);
      }
    });
    value.putAll(rest);
    return value;
  }

  /** Told after each change a person makes, not after {@link #setValue}. */
  public void addChangeListener(Runnable changed) {
    listeners.add(changed);
  }

  public void setReadOnly(boolean readOnly) {
    inputs.values().forEach(input -> input.readOnly(readOnly));
  }

  /** Marks each field that is wrong; true if none is. */
  public boolean validate() {
    boolean fine = true;
    for (Map.Entry<String, Input> entry : inputs.entrySet()) {
      Input input = entry.getValue();
      String sentence = input.check();
      if (sentence.isEmpty() && required.contains(entry.getKey()) && input.get() == null) {
        sentence = "Required: fill this in.";
      }
      input.problem(sentence);
      fine = fine && sentence.isEmpty();
    }
    return fine;
  }

  /**
   * Takes away what {@link #showProblems} has said; what a field itself finds wrong with what was
   * typed stays.
   */
  public void clearProblems() {
    told.forEach(input -> input.problem(""));
    told.clear();
    inputs
        .values()
        .forEach(input -> {
          if (plain(input) instanceof ObjectInput nested) {
            nested.form().clearProblems();
          }
        });
  }

  /**
   * Shows problems at the fields they are about, beside those shown before.
   *
   * @param prefix what the paths of this form's fields begin with, such as {@code inputs}; may be
   *     empty
   * @return those that no field stands for
   */
  public List<Problem> showProblems(String prefix, List<Problem> problems) {
    List<Problem> others = new ArrayList<>();
    for (Problem problem : problems) {
      if (!show(prefix, problem)) {
        others.add(problem);
      }
    }
    return others;
  }

  private boolean show(String prefix, Problem problem) {
    String path = normal(problem.path());
    String start = normal(prefix);
    if (!start.isEmpty()) {
      if (!path.startsWith(start + ".")) {
        return false;
      }
      path = path.substring(start.length() + 1);
    }
    int end = path.indexOf('.');
    String name = end < 0 ? path : path.substring(0, end);
    Input input = inputs.get(name);
    if (input == null) {
      return false;
    }
    if (end > 0 && plain(input) instanceof ObjectInput nested) {
      List<Problem> inner = List.of(new Problem(path.substring(end + 1), problem.message()));
      return nested.form().showProblems("", inner).isEmpty();
    }
    input.problem(problem.message());
    told.add(input);
    return true;
  }

  private static Input plain(Input input) {
    return input instanceof ExpressionInput switchable ? switchable.plain() : input;
  }

  /** {@code $.a[0].b}, {@code /a/0/b} and {@code a[0].b} are the same place. */
  private static String normal(String path) {
    return path.replace("$.", "")
        .replace('/', '.')
        .replace('[', '.')
        .replace("]", "")
        .replaceAll("^\\.+", "");
  }

  private void changed(Input input) {
    if (!setting) {
      input.problem("");
      listeners.forEach(Runnable::run);
    }
  }
}
