package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.FieldSet;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.aiops.studio.host.definition.text.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The workflow's inputs, a row for each. What a row cannot show of an input's schema stays as it
 * is.
 */
final class InputsForm extends FieldSet {

  private static final long serialVersionUID = 1L;
  private static final String INPUTS = "inputs";

  private final transient Runnable changed;
  private final boolean readOnly;
  private final Div lines = new Div();
  private final transient List<InputRow> rows = new ArrayList<>();
  private transient Map<String, @Nullable Object> shown = Map.of();

  /**
   * @param changed told when a person changed something
   */
  InputsForm(Runnable changed, boolean readOnly) {
    super("Inputs");
    this.changed = changed;
    this.readOnly = readOnly;
    addClassName("studio-group");
    lines.addClassName("studio-form");
    Button add = new Button("Add an input", VaadinIcon.PLUS.create(), click -> addInput());
    add.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    add.setVisible(!readOnly);
    super.add(lines, add);
  }

  void show(Map<String, @Nullable Object> workflow) {
    Map<String, @Nullable Object> now = Values.map(workflow.get(INPUTS));
    if (now.equals(shown) && !rows.isEmpty()) {
      return;
    }
    shown = now;
    rows.clear();
    lines.removeAll();
    List<@Nullable Object> required = Values.list(now.get("required"));
    Values.map(now.get("properties"))
        .forEach((name, schema) -> row(name, required.contains(name), Values.map(schema)));
  }

  private void row(String name, boolean required, Map<String, @Nullable Object> schema) {
    InputRow row = new InputRow(name, required, schema, readOnly, changed);
    row.onRemove(() -> {
      rows.remove(row);
      lines.remove(row);
      changed.run();
    });
    rows.add(row);
    lines.add(row);
  }

  private void addInput() {
    int number = rows.size() + 1;
    while (named("input" + number)) {
      number++;
    }
    row("input" + number, false, Map.of("type", "string"));
    changed.run();
  }

  private boolean named(String name) {
    return rows.stream().anyMatch(row -> row.name().equals(name));
  }

  /** Nothing is put while two rows have one name, or one has none: it would take an input away. */
  void into(Map<String, @Nullable Object> workflow) {
    rows.forEach(row -> row.check(rows));
    if (rows.stream().anyMatch(InputRow::wrong)) {
      return;
    }
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    rows.forEach(row -> properties.put(row.name(), row.schema()));
    List<String> required = rows.stream().filter(InputRow::required).map(InputRow::name).toList();
    Map<String, @Nullable Object> now = Values.map(shown);
    if (!rows.isEmpty() || now.containsKey("properties")) {
      now.putIfAbsent("type", "object");
      now.put("properties", properties);
    }
    if (required.isEmpty()) {
      now.remove("required");
    } else {
      now.put("required", new ArrayList<>(required));
    }
    if (!now.equals(shown)) {
      shown = now;
      workflow.put(INPUTS, now);
    }
  }
}
