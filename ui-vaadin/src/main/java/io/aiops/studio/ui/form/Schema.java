package io.aiops.studio.ui.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A JSON Schema as a form sees it. What is missing reads as empty. */
record Schema(Map<String, @Nullable Object> map) {

  /** The schema that allows anything. */
  static Schema of(@Nullable Object value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> given) {
      given.forEach((key, entry) -> map.put(String.valueOf(key), entry));
    }
    return new Schema(map);
  }

  /** The first type that is not {@code null}; empty if any will do. */
  String type() {
    Object type = map.get("type");
    if (type instanceof List<?> types) {
      return types.stream()
          .map(String::valueOf)
          .filter(each -> !each.equals("null"))
          .findFirst()
          .orElse("");
    }
    return type == null ? "" : type.toString();
  }

  String text(String key) {
    return map.get(key) instanceof String text ? text : "";
  }

  String format() {
    return text("format");
  }

  boolean secret() {
    return Boolean.TRUE.equals(map.get("writeOnly")) || format().equals("password");
  }

  /** The title, or the property's name as words. */
  String label(String name) {
    String title = text("title");
    if (!title.isEmpty()) {
      return title;
    }
    String words = name.replaceAll("([a-z])([A-Z])", "$1 $2").replace('_', ' ').replace('-', ' ');
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT)
            + words.substring(1).toLowerCase(Locale.ROOT);
  }

  /** Values to pick from, in order, each with what people see. */
  Map<String, String> choices() {
    Map<String, String> choices = new LinkedHashMap<>();
    if (map.get("enum") instanceof List<?> values) {
      values.forEach(value -> choices.put(String.valueOf(value), String.valueOf(value)));
    } else if (map.get("oneOf") instanceof List<?> options) {
      for (Object option : options) {
        Schema each = of(option);
        if (each.map.containsKey("const")) {
          String value = String.valueOf(each.map.get("const"));
          choices.put(value, each.text("title").isEmpty() ? value : each.text("title"));
        }
      }
    }
    return choices;
  }

  Optional<Number> number(String key) {
    return map.get(key) instanceof Number number ? Optional.of(number) : Optional.empty();
  }

  Schema items() {
    return of(map.get("items"));
  }

  Map<String, Schema> properties() {
    Map<String, Schema> properties = new LinkedHashMap<>();
    of(map.get("properties")).map.forEach((name, value) -> properties.put(name, of(value)));
    return properties;
  }

  Set<String> required() {
    return map.get("required") instanceof List<?> names
        ? names.stream().map(String::valueOf).collect(Collectors.toSet())
        : Set.of();
  }
}
