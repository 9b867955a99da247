package io.aiops.studio.plugins.assistant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares a value with the part of JSON Schema that tells a model what to write: type, enum,
 * const, properties, required, additionalProperties, items, minimum, maximum. Other keywords reach
 * the model but are not checked here.
 */
final class Shape {

  private Shape() {}

  /** The first thing that does not fit, as a sentence a model understands; empty if all fits. */
  static Optional<String> problem(String path, @Nullable Object value, Map<?, ?> schema) {
    String name = path.isEmpty() ? "the answer" : "'" + path + "'";
    if (schema.get("enum") instanceof List<?> options && !among(value, options)) {
      return Optional.of(name + " is '" + value + "', not one of " + options);
    }
    if (schema.containsKey("const")
        && !among(value, List.of(String.valueOf(schema.get("const"))))) {
      return Optional.of(name + " is '" + value + "', not '" + schema.get("const") + "'");
    }
    List<?> types = types(schema);
    if (!types.isEmpty() && types.stream().noneMatch(type -> isA(value, String.valueOf(type)))) {
      return Optional.of(name + " is '" + value + "', not of type " + types);
    }
    return switch (value) {
      case Map<?, ?> map -> object(path, map, schema);
      case List<?> list -> items(path, list, schema);
      case Number number -> range(name, number, schema);
      case null, default -> Optional.empty();
    };
  }

  private static List<?> types(Map<?, ?> schema) {
    return switch (schema.get("type")) {
      case String one -> List.of(one);
      case List<?> several -> several;
      case null, default -> List.of();
    };
  }

  private static boolean isA(@Nullable Object value, String type) {
    return switch (type) {
      case "null" -> value == null;
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "number" -> value instanceof Number;
      case "integer" ->
          value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue());
      case "array" -> value instanceof List;
      case "object" -> value instanceof Map;
      default -> true;
    };
  }

  /** Settings may have passed through a format that knows other number types. */
  private static boolean among(@Nullable Object value, List<?> options) {
    return options.stream()
        .anyMatch(option -> String.valueOf(option).equals(String.valueOf(value)));
  }

  private static Optional<String> object(String path, Map<?, ?> value, Map<?, ?> schema) {
    if (schema.get("required") instanceof List<?> required) {
      for (Object name : required) {
        if (!value.containsKey(name)) {
          return Optional.of("'" + join(path, name) + "' is missing");
        }
      }
    }
    Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> map ? map : Map.of();
    for (Map.Entry<?, ?> given : value.entrySet()) {
      String inner = join(path, given.getKey());
      if (properties.get(given.getKey()) instanceof Map<?, ?> wanted) {
        Optional<String> problem = problem(inner, given.getValue(), wanted);
        if (problem.isPresent()) {
          return problem;
        }
      } else if (Boolean.FALSE.equals(schema.get("additionalProperties"))
          && !properties.containsKey(given.getKey())) {
        return Optional.of("'" + inner + "' is not asked for; there are " + properties.keySet());
      }
    }
    return Optional.empty();
  }

  private static String join(String path, Object name) {
    return path.isEmpty() ? String.valueOf(name) : path + "." + name;
  }

  private static Optional<String> items(String path, List<?> value, Map<?, ?> schema) {
    if (schema.get("items") instanceof Map<?, ?> wanted) {
      for (int i = 0; i < value.size(); i++) {
        Optional<String> problem = problem(path + "[" + i + "]", value.get(i), wanted);
        if (problem.isPresent()) {
          return problem;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> range(String name, Number value, Map<?, ?> schema) {
    if (schema.get("minimum") instanceof Number least
        && value.doubleValue() < least.doubleValue()) {
      return Optional.of(name + " is " + value + ", less than " + least);
    }
    if (schema.get("maximum") instanceof Number most && value.doubleValue() > most.doubleValue()) {
      return Optional.of(name + " is " + value + ", more than " + most);
    }
    return Optional.empty();
  }
}
