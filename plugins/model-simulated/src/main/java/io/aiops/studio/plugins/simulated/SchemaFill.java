package io.aiops.studio.plugins.simulated;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON of a wanted shape, with values found in the prompt. Knows of JSON Schema: type, enum,
 * const, properties, required, items, bounds of numbers, lengths and items, common formats, anyOf,
 * oneOf, allOf, and $ref within the schema. Patterns are not followed.
 */
final class SchemaFill {

  private static final int DEEPEST = 6;
  private static final int DEEPEST_OPTIONAL = 3;

  /** A schema that contains itself several times would be filled for ever. */
  private static final int MOST_VALUES = 1_000;

  private static final int USUAL_WORDS = 3;

  private final Map<?, ?> root;
  private final Prompt prompt;
  private final long seed;
  private final Wording wording;
  private int values;

  private SchemaFill(Map<?, ?> root, Prompt prompt, long seed, boolean arguments) {
    this.root = root;
    this.prompt = prompt;
    this.seed = seed;
    this.wording = new Wording(prompt, seed, arguments);
  }

  /** Arguments of a call: bare values where an answer would be a sentence. */
  static String arguments(String schema, Prompt prompt, long seed) {
    try {
      Map<?, ?> root = JSON.std.mapFrom(schema);
      return write(new SchemaFill(root, prompt, seed, true).object(root, 0));
    } catch (IOException e) {
      throw new UncheckedIOException("The schema is no JSON", e);
    }
  }

  static String answer(Map<?, ?> schema, Prompt prompt, long seed) {
    return write(new SchemaFill(schema, prompt, seed, false).value("answer", schema, 0));
  }

  private static String write(@Nullable Object value) {
    try {
      return JSON.std.asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException("The answer could not be written", e);
    }
  }

  private @Nullable Object value(String name, Map<?, ?> given, int depth) {
    Map<?, ?> schema = References.resolved(given, root);
    values++;
    if (values > MOST_VALUES) {
      return null;
    }
    if (schema.get("enum") instanceof List<?> options && !options.isEmpty()) {
      return option(name, options);
    }
    if (schema.containsKey("const")) {
      return schema.get("const");
    }
    return switch (type(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> array(name, schema, depth);
      case "integer" -> Figures.whole(schema, prompt.value(name), hash(name));
      case "number" -> Figures.of(schema, prompt.value(name), hash(name));
      case "boolean" -> Math.floorMod(hash(name), 2) == 0;
      case "null" -> null;
      default -> wording.text(name, schema);
    };
  }

  private long hash(String name) {
    return prompt.hash(seed) ^ Prompt.hash(name, seed);
  }

  private @Nullable Object option(String name, List<?> options) {
    List<String> labels = options.stream().map(String::valueOf).toList();
    int known = labels.indexOf(prompt.value(name));
    return options.get(known >= 0 ? known : labels.indexOf(prompt.bestOf(labels, seed)));
  }

  /** The first type that says something; without any, what the other keywords are about. */
  private static String type(Map<?, ?> schema) {
    List<?> types =
        switch (schema.get("type")) {
          case String one -> List.of(one);
          case List<?> several -> several;
          case null, default ->
              List.of(
                  schema.containsKey("properties")
                      ? "object"
                      : schema.containsKey("items") ? "array" : "string");
        };
    return types.stream()
        .map(String::valueOf)
        .filter(type -> !type.equals("null"))
        .findFirst()
        .orElse("null");
  }

  private Map<String, @Nullable Object> object(Map<?, ?> schema, int depth) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    List<?> required = schema.get("required") instanceof List<?> list ? list : List.of();
    if (depth < DEEPEST && schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((key, inner) -> {
        String name = String.valueOf(key);
        boolean wanted =
            required.contains(name) || (required.isEmpty() && depth < DEEPEST_OPTIONAL);
        if (wanted) {
          object.put(name, value(name, inner instanceof Map<?, ?> map ? map : Map.of(), depth + 1));
        }
      });
    }
    return object;
  }

  private List<@Nullable Object> array(String name, Map<?, ?> schema, int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    Map<?, ?> items =
        schema.get("items") instanceof Map<?, ?> map
            ? References.resolved(map, root)
            : Map.of("type", "string");
    int least = schema.get("minItems") instanceof Number n ? n.intValue() : 0;
    int most = schema.get("maxItems") instanceof Number n ? n.intValue() : Integer.MAX_VALUE;
    boolean words = "string".equals(items.get("type")) && items.size() == 1;
    if (words) {
      prompt.words().keySet().stream()
          .limit(Math.min(most, Math.max(least, USUAL_WORDS)))
          .forEach(list::add);
    }
    int wanted = Math.min(most, Math.max(least, words ? list.size() : 1));
    while (list.size() < wanted && depth < DEEPEST && values <= MOST_VALUES) {
      String itsName = list.isEmpty() ? name : name + " " + (list.size() + 1);
      list.add(value(itsName, items, depth + 1));
    }
    return list;
  }
}
