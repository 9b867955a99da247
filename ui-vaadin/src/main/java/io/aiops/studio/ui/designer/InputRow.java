package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.aiops.studio.host.definition.text.Values;
import io.aiops.studio.host.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** One input of a workflow: its name, type, default, description, and whether it must be given. */
final class InputRow extends Div {

  private static final long serialVersionUID = 1L;

  /** A file is an object with a format, which people need not know. */
  private static final String FILE = "file";

  private static final List<String> TYPES =
      List.of("string", "integer", "number", "boolean", "object", "array", FILE);

  private final transient Map<String, @Nullable Object> before;
  private final TextField name = new TextField("Name");
  private final Select<String> type = new Select<>();
  private final Checkbox required = new Checkbox("Required");
  private final TextField standard = new TextField("Default");
  private final TextField description = new TextField("Description");
  private final Button remove = new Button(VaadinIcon.TRASH.create());

  InputRow(
      String named,
      boolean must,
      Map<String, @Nullable Object> schema,
      boolean readOnly,
      Runnable changed) {
    before = Values.map(schema);
    addClassName("designer-input");
    name.setValue(named);
    type.setLabel("Type");
    List<String> offered = new ArrayList<>(TYPES);
    if (!offered.contains(kind(before))) {
      offered.add(kind(before));
    }
    type.setItems(offered);
    type.setItemLabelGenerator(each -> each.isEmpty() ? "any" : each);
    type.setValue(kind(before));
    required.setValue(must);
    standard.setValue(shown(before.get("default")));
    description.setValue(Values.text(before.get("description")));
    for (TextField field : List.of(name, standard, description)) {
      field.setReadOnly(readOnly);
      field.setValueChangeMode(ValueChangeMode.LAZY);
      field.addValueChangeListener(change -> tell(change.isFromClient(), changed));
    }
    type.setReadOnly(readOnly);
    required.setReadOnly(readOnly);
    type.addValueChangeListener(change -> tell(change.isFromClient(), changed));
    required.addValueChangeListener(change -> tell(change.isFromClient(), changed));
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    remove.setAriaLabel("Remove input " + named);
    remove.setVisible(!readOnly);
    add(name, type, required, standard, description, remove);
  }

  private static void tell(boolean byPerson, Runnable changed) {
    if (byPerson) {
      changed.run();
    }
  }

  void onRemove(Runnable removed) {
    remove.addClickListener(click -> removed.run());
  }

  /** For tests: a row is found by its number, not by its label. */
  Select<String> type() {
    return type;
  }

  String name() {
    return name.getValue().strip();
  }

  boolean required() {
    return required.getValue();
  }

  boolean wrong() {
    return name.isInvalid() || standard.isInvalid();
  }

  void check(List<InputRow> all) {
    boolean twice = all.stream().anyMatch(row -> row != this && row.name().equals(name()));
    name.setInvalid(twice || name().isEmpty());
    name.setErrorMessage(twice ? "Another input has this name." : "Give it a name.");
    standard.setInvalid(!standard.isEmpty() && value() == null);
    standard.setErrorMessage("This is no value of type " + type.getValue() + ".");
  }

  /** The input's schema, with what was not changed as it was. */
  Map<String, @Nullable Object> schema() {
    Map<String, @Nullable Object> schema = Values.map(before);
    if (!type.getValue().equals(kind(before))) {
      schema.put("type", type.getValue().equals(FILE) ? "object" : type.getValue());
      if (type.getValue().equals(FILE)) {
        schema.put("format", FILE);
      } else if (FILE.equals(schema.get("format"))) {
        schema.remove("format");
      }
    }
    if (!standard.getValue().equals(shown(before.get("default")))
        || !type.getValue().equals(kind(before))) {
      put(schema, "default", value());
    }
    put(schema, "description", description.isEmpty() ? null : description.getValue());
    return schema;
  }

  private static void put(
      Map<String, @Nullable Object> schema, String key, @Nullable Object value) {
    if (value == null) {
      schema.remove(key);
    } else {
      schema.put(key, value);
    }
  }

  /** The default as its type has it; null if there is none, or it is no such value. */
  private @Nullable Object value() {
    String text = standard.getValue();
    if (text.isEmpty() || type.getValue().equals("string")) {
      return text.isEmpty() ? null : text;
    }
    try {
      Object parsed = Json.parse(text);
      return switch (type.getValue()) {
        case "integer" -> parsed instanceof Integer || parsed instanceof Long ? parsed : null;
        case "number" -> parsed instanceof Number ? parsed : null;
        case "boolean" -> parsed instanceof Boolean ? parsed : null;
        case "object", FILE -> parsed instanceof Map ? parsed : null;
        case "array" -> parsed instanceof List ? parsed : null;
        default -> parsed;
      };
    } catch (JacksonException notJson) {
      // Of the remaining types each value is JSON: what is none is said at the field.
      return null;
    }
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "" : value instanceof String text ? text : Json.write(value);
  }

  private static String kind(Map<String, @Nullable Object> schema) {
    return FILE.equals(schema.get("format")) ? FILE : Values.text(schema.get("type"));
  }
}
