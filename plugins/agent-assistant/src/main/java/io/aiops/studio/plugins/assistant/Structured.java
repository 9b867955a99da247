package io.aiops.studio.plugins.assistant;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
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
    return Shape.problem("", value, schema)
        .map(problem -> new Structured(Map.of(), problem))
        .orElseGet(() -> new Structured(value, ""));
  }
}
