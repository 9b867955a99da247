package io.aiops.studio.plugins.assistant;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model's answer read as a JSON object.
 *
 * @param problem why it does not fit; empty if it does
 */
record Structured(Map<String, @Nullable Object> value, String problem) {

  /** Models like to wrap JSON in a code block: what stands between the outer braces counts. */
  static Structured read(String text, Map<?, ?> schema) {
    int open = text.indexOf('{');
    int close = text.lastIndexOf('}');
    if (open < 0 || close < open) {
      return new Structured(Map.of(), "it has no JSON object");
    }
    Map<String, @Nullable Object> value;
    try {
      value = new LinkedHashMap<>(JSON.std.mapFrom(text.substring(open, close + 1)));
    } catch (IOException e) {
      return new Structured(Map.of(), "it is no JSON: " + e.getMessage());
    }
    if (schema.get("required") instanceof List<?> required) {
      for (Object name : required) {
        if (!value.containsKey(String.valueOf(name))) {
          return new Structured(Map.of(), "'" + name + "' is missing");
        }
      }
    }
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      for (Map.Entry<?, ?> property : properties.entrySet()) {
        Object given = value.get(String.valueOf(property.getKey()));
        if (given != null
            && property.getValue() instanceof Map<?, ?> wanted
            && wanted.get("enum") instanceof List<?> options
            && !options.contains(given)) {
          return new Structured(
              Map.of(), "'" + property.getKey() + "' is '" + given + "', not one of " + options);
        }
      }
    }
    return new Structured(value, "");
  }
}
