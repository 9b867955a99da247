package io.aiops.studio.host.connection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Settings with their secrets sealed, open or masked. A secret is what the schema says is {@code
 * writeOnly}; one that holds an object has each of its texts sealed.
 */
final class SecretSettings {

  /** What people see instead of a secret, and give back to keep it. */
  static final String MASK = "********";

  private final Secrets secrets;

  SecretSettings(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * Seals what the schema says is a secret. What was sealed and comes back as {@link #MASK} stays
   * as it was, also if the schema does not call it a secret any more: nobody means the asterisks.
   *
   * @param before sealed settings of the same connection
   */
  Map<String, @Nullable Object> seal(
      UUID connectionId,
      Map<String, @Nullable Object> schema,
      Map<String, @Nullable Object> given,
      Map<String, @Nullable Object> before) {
    Map<String, @Nullable Object> sealed = new LinkedHashMap<>();
    given.forEach((name, value) -> {
      boolean secret = writeOnly(schema, name);
      String place = place(connectionId, name);
      sealed.put(
          name,
          texts(
              value,
              place,
              "",
              (text, key) -> {
                Object kept = MASK.equals(text) ? at(before.get(name), key) : null;
                if (kept != null && (secret || Secrets.sealed(kept))) {
                  return String.valueOf(kept);
                }
                return secret ? secrets.seal(text, place + key) : text;
              }));
    });
    return sealed;
  }

  Map<String, @Nullable Object> open(UUID connectionId, Map<String, @Nullable Object> sealed) {
    Map<String, @Nullable Object> open = new LinkedHashMap<>();
    sealed.forEach((name, value) ->
        open.put(
            name,
            texts(
                value,
                place(connectionId, name),
                "",
                (text, key) ->
                    Secrets.sealed(text)
                        ? secrets.open(text, place(connectionId, name) + key)
                        : text)));
    return open;
  }

  static Map<String, @Nullable Object> mask(Map<String, @Nullable Object> sealed) {
    Map<String, @Nullable Object> masked = new LinkedHashMap<>();
    sealed.forEach((name, value) ->
        masked.put(
            name, texts(value, name, "", (text, key) -> Secrets.sealed(text) ? MASK : text)));
    return masked;
  }

  private static boolean writeOnly(Map<String, @Nullable Object> schema, String name) {
    return schema.get("properties") instanceof Map<?, ?> properties
        && properties.get(name) instanceof Map<?, ?> property
        && Boolean.TRUE.equals(property.get("writeOnly"));
  }

  private static String place(UUID connectionId, String name) {
    return connectionId + "/" + name;
  }

  private static @Nullable Object at(@Nullable Object value, String key) {
    if (key.isEmpty()) {
      return value == null ? "" : value;
    }
    return value instanceof Map<?, ?> map && map.get(key.substring(1)) != null
        ? map.get(key.substring(1))
        : "";
  }

  /** Changes the texts of a value one level deep: a text itself, or an object's. */
  private static @Nullable Object texts(
      @Nullable Object value, String place, String key, BiFunction<String, String, String> change) {
    if (value instanceof String text) {
      return change.apply(text, key);
    }
    if (key.isEmpty() && value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> changed = new LinkedHashMap<>();
      map.forEach((k, v) -> changed.put(String.valueOf(k), texts(v, place, "/" + k, change)));
      return changed;
    }
    return value;
  }
}
