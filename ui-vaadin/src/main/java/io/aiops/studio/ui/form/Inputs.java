package io.aiops.studio.ui.form;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.aiops.studio.host.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** Chooses the field that suits a property's schema. */
final class Inputs {

  private static final int LONG_TEXT = 200;

  private final FormContext context;

  Inputs(FormContext context) {
    this.context = context;
  }

  Input of(String name, Schema schema) {
    String label = schema.label(name);
    Input input = plain(label, schema);
    return context.expressions() && !input.takesText() ? new ExpressionInput(label, input) : input;
  }

  private Input plain(String label, Schema schema) {
    if (schema.format().equals("file")) {
      return new FileInput(label, schema.text("description"), context.uploads());
    }
    List<String> offered = context.choices().get(schema.text("x-choices"));
    if (offered != null && !schema.type().equals("array")) {
      return offered(label, schema, offered);
    }
    return switch (schema.type()) {
      case "string" -> string(label, schema);
      case "integer" -> integer(label, schema);
      case "number" -> number(label, schema);
      case "boolean" -> yesOrNo(label, schema);
      case "array" -> array(label, schema, offered);
      case "object" ->
          schema.properties().isEmpty()
              ? json(label, schema)
              : new ObjectInput(label, schema, context);
      default -> schema.choices().isEmpty() ? json(label, schema) : choice(label, schema);
    };
  }

  private static Input string(String label, Schema schema) {
    if (!schema.choices().isEmpty()) {
      return choice(label, schema);
    }
    if (schema.secret()) {
      PasswordField field = new PasswordField(label);
      field.setHelperText(schema.text("description"));
      field.setRevealButtonVisible(false);
      field.getElement().setAttribute("autocomplete", "new-password");
      return text(field);
    }
    if (schema.format().equals("multiline")
        || schema.number("maxLength").map(Number::intValue).orElse(0) > LONG_TEXT) {
      return text(area(label, schema));
    }
    TextField field = new TextField(label);
    field.setHelperText(schema.text("description"));
    schema.number("maxLength").ifPresent(max -> field.setMaxLength(max.intValue()));
    return text(field);
  }

  private static TextArea area(String label, Schema schema) {
    TextArea area = new TextArea(label);
    area.setHelperText(schema.text("description"));
    area.setMinRows(3);
    area.setMaxRows(14);
    return area;
  }

  private static <
          C extends
              com.vaadin.flow.component.Component & com.vaadin.flow.component.HasValue<?, String>
                  & com.vaadin.flow.component.HasValidation
                  & com.vaadin.flow.data.value.HasValueChangeMode>
      Input text(C field) {
    field.setValueChangeMode(ValueChangeMode.LAZY);
    return new FieldInput<String>(
        field, text -> text, value -> Optional.of(asText(value)), text -> "", true);
  }

  private static String asText(Object value) {
    return value instanceof String text ? text : Json.write(value);
  }

  private static Input choice(String label, Schema schema) {
    Map<String, String> choices = schema.choices();
    Select<String> field = new Select<>();
    field.setLabel(label);
    field.setItems(choices.keySet());
    field.setItemLabelGenerator(value -> choices.getOrDefault(value, ""));
    field.setEmptySelectionAllowed(true);
    field.setHelperText(schema.text("description"));
    return new FieldInput<String>(
        field,
        text -> typed(schema, text),
        value -> Optional.of(String.valueOf(value)).filter(choices::containsKey),
        text -> "",
        false);
  }

  /** An enum of numbers stays one of numbers. */
  private static Object typed(Schema schema, String text) {
    if (schema.map().get("enum") instanceof List<?> values) {
      for (Object value : values) {
        if (value != null && String.valueOf(value).equals(text)) {
          return value;
        }
      }
    }
    return text;
  }

  private static Input offered(String label, Schema schema, List<String> values) {
    ComboBox<String> field = new ComboBox<>(label);
    field.setItems(values);
    field.setAllowCustomValue(true);
    field.addCustomValueSetListener(custom -> field.setValue(custom.getDetail()));
    field.setClearButtonVisible(true);
    field.setHelperText(schema.text("description"));
    return new FieldInput<String>(
        field, text -> text, value -> Optional.of(asText(value)), text -> "", true);
  }

  private static Input integer(String label, Schema schema) {
    IntegerField field = new IntegerField(label);
    field.setHelperText(schema.text("description"));
    field.setStepButtonsVisible(true);
    return new FieldInput<Integer>(
        field,
        number -> number,
        value -> value instanceof Number number ? Optional.of(number.intValue()) : Optional.empty(),
        bounds(schema),
        false);
  }

  private static Input number(String label, Schema schema) {
    NumberField field = new NumberField(label);
    field.setHelperText(schema.text("description"));
    return new FieldInput<Double>(
        field,
        number ->
            number == Math.rint(number) && Math.abs(number) < 1e15
                ? (Object) number.longValue()
                : number,
        value ->
            value instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty(),
        bounds(schema),
        false);
  }

  private static <N extends Number> Function<N, String> bounds(Schema schema) {
    Optional<Number> minimum = schema.number("minimum");
    Optional<Number> maximum = schema.number("maximum");
    return number -> {
      if (minimum.isPresent() && number.doubleValue() < minimum.get().doubleValue()) {
        return number + " is too small; at least " + minimum.get() + " is expected.";
      }
      if (maximum.isPresent() && number.doubleValue() > maximum.get().doubleValue()) {
        return number + " is too large; at most " + maximum.get() + " is expected.";
      }
      return "";
    };
  }

  private static Input yesOrNo(String label, Schema schema) {
    Checkbox field = new Checkbox(label);
    field.setHelperText(schema.text("description"));
    return new CheckboxInput(field);
  }

  private static Input array(
      String label, Schema schema, @org.jspecify.annotations.Nullable List<String> offered) {
    Schema items = schema.items();
    List<String> values = offered != null ? offered : List.copyOf(items.choices().keySet());
    if (!values.isEmpty()) {
      return new ManyInput(label, schema.text("description"), values);
    }
    return items.type().equals("string") && !items.format().equals("file")
        ? lines(label, schema)
        : json(label, schema);
  }

  /** One string per line. */
  private static Input lines(String label, Schema schema) {
    TextArea area = area(label, schema);
    area.setMinRows(2);
    String description = schema.text("description");
    area.setHelperText((description.isEmpty() ? "" : description + " ") + "One per line.");
    area.setValueChangeMode(ValueChangeMode.LAZY);
    return new FieldInput<String>(
        area,
        text -> text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList(),
        value ->
            value instanceof List<?> list
                ? Optional.of(list.stream().map(String::valueOf).collect(Collectors.joining("\n")))
                : Optional.empty(),
        text -> "",
        false);
  }

  /** What has no field of its own is written as JSON. */
  private static Input json(String label, Schema schema) {
    TextArea area = area(label, schema);
    area.addClassName("studio-code");
    if (schema.text("description").isEmpty()) {
      area.setHelperText("JSON");
    }
    area.setValueChangeMode(ValueChangeMode.LAZY);
    return new FieldInput<String>(
        area,
        text -> parses(text).isEmpty() ? Json.parse(text) : text,
        value -> Optional.of(value instanceof String text ? text : Json.pretty(value)),
        text -> Input.isExpression(text) ? "" : parses(text),
        true);
  }

  private static String parses(String text) {
    try {
      Json.parse(text);
      return "";
    } catch (JacksonException failure) {
      return "This is not JSON: " + failure.getOriginalMessage();
    }
  }
}
