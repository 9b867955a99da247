package io.aiops.studio.plugins.testkit;

import static org.assertj.core.api.Assertions.fail;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks values that cross the border between plugin and studio, and the schemas of them. */
public final class JsonLike {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder -> builder.schemaLoader(loader -> loader.fetchRemoteResources(false)));

  private JsonLike() {}

  /** Fails the test, naming the place, if {@code value} holds anything but JSON-like values. */
  public static void check(String path, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case String text -> {}
      case Boolean truth -> {}
      case Number number -> {}
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          check(path + "[" + i + "]", list.get(i));
        }
      }
      case Map<?, ?> map ->
          map.forEach((key, inner) -> {
            if (!(key instanceof String)) {
              fail(path + " has the key " + key + "; expected a string");
            }
            check(path + "." + key, inner);
          });
      default ->
          fail(
              path
                  + " is a "
                  + value.getClass().getName()
                  + "; expected null, String, Boolean, Number, List or Map");
    }
  }

  /** Fails the test unless {@code text} is a JSON Schema (2020-12) of type object. */
  public static void checkSchema(String what, String text) {
    JsonNode schema = parse(what, text);
    List<String> problems =
        SCHEMAS
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
            .validate(schema)
            .stream()
            .map(Object::toString)
            .toList();
    if (!problems.isEmpty()) {
      fail(what + " is not a JSON Schema: " + problems);
    }
    if (!"object".equals(schema.path("type").asString(""))) {
      fail(what + " has the type " + schema.path("type") + "; expected \"object\"");
    }
  }

  /** What in {@code value} breaks the schema; empty if nothing does. */
  public static List<String> problems(String schema, @Nullable Object value) {
    Schema read = SCHEMAS.getSchema(schema);
    return read.validate(MAPPER.<JsonNode>valueToTree(value)).stream()
        .map(Object::toString)
        .toList();
  }

  /** The object that the text says, or an empty one: what is wrong with it is told elsewhere. */
  public static Map<String, @Nullable Object> lenient(String text) {
    try {
      return MAPPER.readValue(text, new TypeReference<Map<String, @Nullable Object>>() {});
    } catch (JacksonException e) {
      return new LinkedHashMap<>();
    }
  }

  static JsonNode parse(String what, String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      return fail(what + " is not JSON: " + e.getMessage());
    }
  }
}
