package io.aiops.studio.host.reliance;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a value looks like, without the value: somebody else's settings are not to be shown. */
final class Shape {

  static final String SECRET = "a secret";

  private static final String NOTHING = "nothing";

  private Shape() {}

  /**
   * @param path as problems have it: {@code rows[2].name}
   * @param schema of the settings: what it calls {@code writeOnly} is a secret
   * @param mask what stands for a secret in the settings
   */
  static String at(
      Map<String, @Nullable Object> settings,
      String path,
      Map<String, @Nullable Object> schema,
      String mask) {
    String[] parts = path.split("[.\\[\\]]+", -1);
    if (writeOnly(schema, parts[0])) {
      return settings.get(parts[0]) == null ? NOTHING : SECRET;
    }
    Object value = settings;
    for (String part : parts) {
      if (!part.isEmpty()) {
        value = within(value, part);
      }
      if (holds(value, mask)) {
        return SECRET;
      }
    }
    return of(value);
  }

  private static boolean holds(@Nullable Object value, String mask) {
    return mask.equals(value);
  }

  private static @Nullable Object within(@Nullable Object value, String part) {
    if (value instanceof Map<?, ?> map) {
      return map.get(part);
    }
    boolean index = part.matches("\\d{1,6}");
    return value instanceof List<?> list && index && Integer.parseInt(part) < list.size()
        ? list.get(Integer.parseInt(part))
        : null;
  }

  private static boolean writeOnly(Map<String, @Nullable Object> schema, String name) {
    return schema.get("properties") instanceof Map<?, ?> properties
        && properties.get(name) instanceof Map<?, ?> property
        && Boolean.TRUE.equals(property.get("writeOnly"));
  }

  private static String of(@Nullable Object value) {
    return switch (value) {
      case null -> NOTHING;
      case String text -> "a text of " + text.length() + " characters";
      case Number number -> "a number";
      case Boolean flag -> "true or false";
      case List<?> list -> "a list of " + list.size();
      case Map<?, ?> map -> "an object with " + map.size() + " fields";
      default -> "a value";
    };
  }
}
