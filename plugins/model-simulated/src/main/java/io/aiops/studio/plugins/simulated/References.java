package io.aiops.studio.plugins.simulated;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Schemas that speak of other schemas. */
final class References {

  /** How often one may lead to the next. */
  private static final int LONGEST = 8;

  private References() {}

  /** The schema itself, with what it refers to, combines or chooses from in place. */
  static Map<?, ?> resolved(Map<?, ?> given, Map<?, ?> root) {
    Map<?, ?> schema = given;
    for (int i = 0; i < LONGEST; i++) {
      Map<?, ?> next = next(schema, root);
      if (next.equals(schema)) {
        return schema;
      }
      schema = next;
    }
    return schema;
  }

  private static Map<?, ?> next(Map<?, ?> schema, Map<?, ?> root) {
    if (schema.get("$ref") instanceof String reference) {
      return at(reference, root);
    }
    if (schema.get("allOf") instanceof List<?> all) {
      Map<Object, Object> merged = new LinkedHashMap<>(schema);
      merged.remove("allOf");
      for (Object part : all) {
        if (part instanceof Map<?, ?> map) {
          merged.putAll(resolved(map, root));
        }
      }
      return merged;
    }
    for (String choice : List.of("anyOf", "oneOf")) {
      if (schema.get(choice) instanceof List<?> options) {
        return options.stream()
            .filter(option -> option instanceof Map<?, ?> map && !"null".equals(map.get("type")))
            .findFirst()
            .<Map<?, ?>>map(option -> (Map<?, ?>) option)
            .orElse(Map.of("type", "null"));
      }
    }
    return schema;
  }

  /** {@code #}, {@code #/$defs/item}; what is not there may be anything. */
  private static Map<?, ?> at(String reference, Map<?, ?> root) {
    Map<?, ?> schema = root;
    for (String part : reference.replaceFirst("^#/?", "").split("/")) {
      if (!part.isEmpty()) {
        schema = schema.get(part) instanceof Map<?, ?> inner ? inner : Map.of();
      }
    }
    return schema;
  }
}
