package io.aiops.studio.host.rest;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.json.Unstorable;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Binds JSON to request records and takes nothing for granted: unknown fields, fields twice, a
 * number as text, a missing field that is not {@code @Nullable} are refused by name.
 */
final class StrictJson {

  private static final JsonMapper MAPPER =
      Json.mapper()
          .rebuild()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  /** Of each request record, the fields that must be there; asking the class takes a while. */
  private static final ClassValue<List<String>> REQUIRED =
      new ClassValue<>() {
        @Override
        protected List<String> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .filter(part -> !part.getAnnotatedType().isAnnotationPresent(Nullable.class))
              .map(RecordComponent::getName)
              .toList();
        }
      };

  private StrictJson() {}

  /**
   * @throws RefusedException 400 if it is no JSON
   * @throws InvalidException if it is not what {@code type} asks for
   */
  static <T> T read(byte[] body, Class<T> type) {
    JsonNode tree = tree(body);
    if (!tree.isObject()) {
      throw new InvalidException("", "The body must be a JSON object.");
    }
    checkValues("", tree);
    T value = bind(tree, type);
    List<Problem> missing =
        REQUIRED.get(type).stream()
            .filter(name -> tree.path(name).isMissingNode() || tree.path(name).isNull())
            .map(name -> new Problem(name, "This field is required."))
            .toList();
    if (!missing.isEmpty()) {
      throw new InvalidException(missing);
    }
    return value;
  }

  static JsonNode tree(byte[] body) {
    try {
      JsonNode tree = MAPPER.readTree(body);
      if (tree == null || tree.isMissingNode()) {
        throw new RefusedException(400, "The body is empty; a JSON object was expected.");
      }
      return tree;
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  private static RefusedException malformed(JacksonException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return new RefusedException(
        400, "The body is not JSON as it is taken here%s: %s".formatted(where, firstLine(e)));
  }

  private static <T> T bind(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (UnrecognizedPropertyException e) {
      throw new InvalidException(
          path(e),
          "This field is not known here; known are "
              + Arrays.stream(type.getRecordComponents())
                  .map(RecordComponent::getName)
                  .collect(Collectors.joining(", "))
              + ".");
    } catch (JacksonException e) {
      throw new InvalidException(path(e), "This must be " + expected(e) + ".");
    }
  }

  private static String expected(JacksonException e) {
    Class<?> type =
        switch (e) {
          case MismatchedInputException mismatch -> mismatch.getTargetType();
          case InputCoercionException range -> range.getTargetType();
          default -> Object.class;
        };
    if (type == null) {
      return "a value of another kind";
    }
    if (type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants());
    }
    if (type == String.class) {
      return "text";
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return "a whole number from %d to %d".formatted(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == Duration.class) {
      return "a duration such as P30D or PT12H";
    }
    if (type == Instant.class) {
      return "a moment such as 2026-11-01T00:00:00Z";
    }
    if (Map.class.isAssignableFrom(type)) {
      return "an object";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "a value of another kind";
  }

  private static String path(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.toString();
  }

  /** The first line: what follows are class names. */
  private static String firstLine(JacksonException e) {
    String text = e.getOriginalMessage();
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    return line.length() <= 300 ? line : line.substring(0, 300) + "…";
  }

  /** Text that PostgreSQL cannot store and numbers that JSON cannot write are refused here. */
  private static void checkValues(String path, JsonNode node) {
    List<Problem> problems = new ArrayList<>();
    Unstorable.find(path, node, (where, what) -> problems.add(new Problem(where, what)));
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
  }
}
