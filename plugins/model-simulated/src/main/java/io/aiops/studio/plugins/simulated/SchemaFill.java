package io.aiops.studio.plugins.simulated;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON of a wanted shape, with values found in the prompt. */
final class SchemaFill {

  private static final int DEEPEST = 6;

  private SchemaFill() {}

  static String fill(String schema, Prompt prompt, long seed) {
    try {
      return fill(JSON.std.mapFrom(schema), prompt, seed);
    } catch (IOException e) {
      throw new UncheckedIOException("The schema is no JSON", e);
    }
  }

  static String fill(Map<?, ?> schema, Prompt prompt, long seed) {
    try {
      return JSON.std.asString(value("answer", schema, prompt, seed, 0));
    } catch (IOException e) {
      throw new UncheckedIOException("The answer could not be written", e);
    }
  }

  private static @Nullable Object value(
      String name, Map<?, ?> schema, Prompt prompt, long seed, int depth) {
    if (schema.get("enum") instanceof List<?> options && !options.isEmpty()) {
      List<String> labels = options.stream().map(String::valueOf).toList();
      String best = prompt.bestOf(labels, seed);
      return options.get(labels.indexOf(best));
    }
    if (schema.containsKey("const")) {
      return schema.get("const");
    }
    String type = schema.get("type") instanceof String text ? text : "string";
    String known = known(name, prompt);
    return switch (type) {
      case "object" -> object(schema, prompt, seed, depth);
      case "array" -> array(name, schema, prompt, seed, depth);
      case "integer", "number" -> number(type, schema, known, prompt.hash(seed));
      case "boolean" -> Math.floorMod(prompt.hash(seed) ^ name.hashCode(), 2) == 0;
      case "null" -> null;
      default -> known.isEmpty() ? sentence(name, prompt) : known;
    };
  }

  private static String known(String name, Prompt prompt) {
    for (Map.Entry<String, String> value : prompt.values().entrySet()) {
      if (value.getKey().equalsIgnoreCase(name)) {
        return value.getValue();
      }
    }
    return "";
  }

  private static Map<String, @Nullable Object> object(
      Map<?, ?> schema, Prompt prompt, long seed, int depth) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    if (depth < DEEPEST && schema.get("properties") instanceof Map<?, ?> properties) {
      boolean all = !(schema.get("required") instanceof List<?> list) || list.isEmpty();
      properties.forEach((key, inner) -> {
        String name = String.valueOf(key);
        boolean wanted =
            all || (schema.get("required") instanceof List<?> list && list.contains(name));
        if (wanted && inner instanceof Map<?, ?> map) {
          object.put(name, value(name, map, prompt, seed, depth + 1));
        }
      });
    }
    return object;
  }

  private static List<@Nullable Object> array(
      String name, Map<?, ?> schema, Prompt prompt, long seed, int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    if (depth < DEEPEST && schema.get("items") instanceof Map<?, ?> items) {
      if ("string".equals(items.get("type")) && !items.containsKey("enum")) {
        prompt.words().keySet().stream().limit(3).forEach(list::add);
      } else {
        list.add(value(name, items, prompt, seed, depth + 1));
      }
    }
    return list;
  }

  private static Number number(String type, Map<?, ?> schema, String known, long hash) {
    double least = schema.get("minimum") instanceof Number n ? n.doubleValue() : 0;
    double most = schema.get("maximum") instanceof Number n ? n.doubleValue() : least + 100;
    double value =
        known.matches("-?\\d+(\\.\\d+)?")
            ? Double.parseDouble(known)
            : least + Math.floorMod(hash, 1000) / 1000.0 * (most - least);
    double bounded = Math.min(most, Math.max(least, value));
    return type.equals("integer") ? (Number) Math.round(bounded) : (Number) bounded;
  }

  private static String sentence(String name, Prompt prompt) {
    List<String> words = prompt.words().keySet().stream().limit(5).toList();
    return String.format(
        Locale.ROOT,
        "%s: %s (simulated)",
        name,
        words.isEmpty() ? "nothing" : String.join(", ", words));
  }
}
