package io.aiops.studio.plugins.testkit.kit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values for a JSON Schema, made up: what it needs and no more, and what lies outside of it. */
final class Guess {

  private static final int LONG = 10_000;

  private Guess() {}

  /** The smallest object with all that is required. */
  static Map<String, @Nullable Object> object(Map<String, @Nullable Object> schema) {
    return object(schema, "sample");
  }

  /** Objects at the edges of what it allows: nothing in the texts, and very much. */
  static List<Map<String, @Nullable Object>> edges(Map<String, @Nullable Object> schema) {
    return List.of(object(schema, ""), object(schema, "x".repeat(LONG)));
  }

  private static Map<String, @Nullable Object> object(
      Map<String, @Nullable Object> schema, String text) {
    Map<String, @Nullable Object> made = new LinkedHashMap<>();
    Map<String, @Nullable Object> properties = map(schema.get("properties"));
    for (Object required : list(schema.get("required"))) {
      made.put(
          String.valueOf(required), value(map(properties.get(String.valueOf(required))), text));
    }
    return made;
  }

  private static @Nullable Object value(Map<String, @Nullable Object> schema, String text) {
    if (schema.containsKey("default")) {
      return schema.get("default");
    }
    for (String choice : List.of("examples", "enum")) {
      if (!list(schema.get(choice)).isEmpty()) {
        return list(schema.get(choice)).getFirst();
      }
    }
    return switch (String.valueOf(schema.get("type"))) {
      case "object" -> object(schema, text);
      case "array" -> new ArrayList<>();
      case "boolean" -> false;
      case "integer", "number" ->
          schema.get("minimum") instanceof Number least ? least : (Object) 1;
      default -> text;
    };
  }

  /** What breaks it, by what is wrong; made of a value that fits. */
  static Map<String, Map<String, @Nullable Object>> outside(
      Map<String, @Nullable Object> schema, Map<String, @Nullable Object> fits) {
    Map<String, Map<String, @Nullable Object>> outside = new LinkedHashMap<>();
    for (Object required : list(schema.get("required"))) {
      Map<String, @Nullable Object> without = new LinkedHashMap<>(fits);
      without.remove(String.valueOf(required));
      outside.put("'" + required + "' missing", without);
    }
    map(schema.get("properties"))
        .forEach((name, property) -> {
          Map<String, @Nullable Object> wrong = new LinkedHashMap<>(fits);
          Object type = map(property).get("type");
          if (type != null) {
            wrong.put(name, "object".equals(type) ? "text" : Map.of("not", type));
            outside.put("'" + name + "' of another type than " + type, wrong);
          }
        });
    return outside;
  }

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }

  static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
