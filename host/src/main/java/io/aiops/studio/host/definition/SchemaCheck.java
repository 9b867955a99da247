package io.aiops.studio.host.definition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Checks values against JSON Schema 2020-12. Schemas are read once; none is ever fetched. */
public final class SchemaCheck {

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder -> builder.schemaLoader(loader -> loader.fetchRemoteResources(false)));
  private static final LoadingCache<String, Schema> SCHEMAS =
      Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build(REGISTRY::getSchema);

  private static final LoadingCache<Map<String, @Nullable Object>, String> TEXTS =
      Caffeine.newBuilder().weakKeys().executor(Runnable::run).build(Json::write);

  /** What is wrong with schemas, by their text: a plugin's is checked with each of its versions. */
  private static final Cache<String, List<Problem>> CHECKED =
      Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build();

  private SchemaCheck() {}

  /**
   * @param schema JSON text; an empty text accepts everything
   * @param value JSON-like
   * @return what does not match, with paths such as {@code rows[2].name}; empty if all does
   */
  public static List<Problem> check(String schema, @Nullable Object value) {
    if (schema.isBlank()) {
      return List.of();
    }
    return SCHEMAS.get(schema).validate(Json.tree(value)).stream()
        .map(error ->
            new Problem(
                path(error.getInstanceLocation().toString(), error.getProperty()),
                String.valueOf(error.getMessage())))
        .distinct()
        .toList();
  }

  /** A schema that is kept, such as a workflow's, is written out and looked up only once. */
  public static List<Problem> check(Map<String, @Nullable Object> schema, @Nullable Object value) {
    return schema.isEmpty() ? List.of() : check(TEXTS.get(schema), value);
  }

  /** What is wrong with a schema itself; empty if it can be used. */
  public static List<Problem> checkSchema(Map<String, @Nullable Object> schema) {
    try {
      return CHECKED.get(Json.write(schema), text -> wrong(schema, text));
    } catch (JacksonException e) {
      return List.of(none(e));
    }
  }

  private static List<Problem> wrong(Map<String, @Nullable Object> schema, String text) {
    try {
      Schema meta =
          REGISTRY.getSchema(
              com.networknt.schema.SchemaLocation.of(
                  "https://json-schema.org/draft/2020-12/schema"));
      List<Problem> problems =
          meta.validate(Json.tree(schema)).stream()
              .map(error ->
                  new Problem(
                      path(error.getInstanceLocation().toString(), null),
                      String.valueOf(error.getMessage())))
              .toList();
      if (problems.isEmpty()) {
        SCHEMAS.get(text).initializeValidators();
      }
      return problems;
    } catch (SchemaException | JacksonException e) {
      return List.of(none(e));
    }
  }

  private static Problem none(Exception e) {
    return new Problem("", "is no JSON Schema: " + e.getMessage());
  }

  /** From {@code /rows/2/name} to {@code rows[2].name}. */
  static String path(String pointer, @Nullable String property) {
    StringBuilder path = new StringBuilder();
    for (String part : (pointer + (property == null ? "" : "/" + property)).split("/", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      if (part.chars().allMatch(Character::isDigit)) {
        path.append('[').append(part).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(part);
      }
    }
    return path.toString();
  }
}
