package io.aiops.studio.marketplace.listing;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** JSON to an index: every field once, none unknown, none missing, none null. */
final class StrictIndex {

  private static final JsonMapper MAPPER =
      Json.mapper()
          .rebuild()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private StrictIndex() {}

  static CatalogIndex read(byte[] json) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      noNull("", tree);
      return MAPPER.treeToValue(tree, CatalogIndex.class);
    } catch (UnrecognizedPropertyException e) {
      throw refused(
          path(e), "is no field of format 1. Update this studio, or ask the catalog's keeper.", e);
    } catch (MismatchedInputException e) {
      throw refused(path(e), "is missing, or is not what belongs there.", e);
    } catch (JacksonException e) {
      throw refused(path(e), "cannot be read: " + e.getOriginalMessage() + ".", e);
    }
  }

  private static void noNull(String path, JsonNode node) {
    if (node.isNull()) {
      throw new InvalidException(path, "is null; what is not given is empty.");
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        noNull(path + "[" + i + "]", node.get(i));
      }
    }
    node.propertyStream()
        .forEach(field ->
            noNull(
                path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue()));
  }

  private static String path(JacksonException e) {
    StringBuilder path = new StringBuilder();
    e.getPath()
        .forEach(step -> {
          if (step.getPropertyName() == null) {
            path.append('[').append(step.getIndex()).append(']');
          } else {
            path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
          }
        });
    return path.isEmpty() ? SignedIndex.FILE : path.toString();
  }

  private static InvalidException refused(String path, String why, Exception cause) {
    InvalidException refused = new InvalidException(path, why);
    refused.initCause(cause);
    return refused;
  }
}
