package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.server.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.NullNode;

/** The text of an argument as a value of a JSON Schema type. */
final class TypedValue {

  /** Any text is a string, so that is tried when nothing else fits. */
  static final Comparator<String> STRINGS_LAST = Comparator.comparing("string"::equals);

  private static final int SHOWN = 60;
  private static final int MAX_DIGITS = 1_000;

  private static final ObjectReader STRICT =
      Json.mapper().readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private TypedValue() {}

  /** Empty if the text is none. */
  static Optional<Object> of(String type, String text) {
    return switch (type) {
      case "integer" ->
          text.matches("-?\\d{1," + MAX_DIGITS + "}")
              ? Optional.of(new BigInteger(text))
              : Optional.empty();
      case "number" ->
          text.matches("-?\\d{1,400}(\\.\\d{1,400})?([eE][+-]?\\d{1,4})?")
              ? Optional.of(new BigDecimal(text))
              : Optional.empty();
      case "boolean" ->
          text.equals("true") || text.equals("false")
              ? Optional.of(Boolean.valueOf(text))
              : Optional.empty();
      case "null" -> text.equals("null") ? Optional.of(NullNode.getInstance()) : Optional.empty();
      case "array" -> json(text).filter(JsonNode::isArray).map(value -> value);
      case "object" -> json(text).filter(JsonNode::isObject).map(value -> value);
      default -> Optional.of(text);
    };
  }

  /** Empty if the text is no JSON. */
  static Optional<JsonNode> json(String text) {
    try {
      JsonNode value = STRICT.readValue(text);
      return value.isMissingNode() ? Optional.empty() : Optional.of(value);
    } catch (JacksonException e) {
      // The caller knows whether that is wrong.
      return Optional.empty();
    }
  }

  static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
