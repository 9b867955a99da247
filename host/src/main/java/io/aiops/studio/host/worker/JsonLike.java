package io.aiops.studio.host.worker;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a plugin returned into values of the host's own: nothing of the plugin's class loader
 * is kept, and what is no JSON is refused where it came from.
 */
final class JsonLike {

  private JsonLike() {}

  /**
   * @throws PluginException {@code INTERNAL} naming the place and the class that does not belong
   */
  static @Nullable Object copy(@Nullable Object value) {
    return copy(value, "output", 0);
  }

  private static @Nullable Object copy(@Nullable Object value, String path, int depth) {
    if (depth > Json.MAX_DEPTH) {
      throw refused(path, "is nested deeper than " + Json.MAX_DEPTH);
    }
    return switch (value) {
      case null -> null;
      case String s -> s;
      case Boolean b -> b;
      case Double d when d.isNaN() || d.isInfinite() -> throw refused(path, "is " + d);
      case Float f when f.isNaN() || f.isInfinite() -> throw refused(path, "is " + f);
      case Number n -> n;
      case FileRef file -> file.toMap();
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        for (Object item : list) {
          copy.add(copy(item, path + "[" + copy.size() + "]", depth + 1));
        }
        yield copy;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          if (!(entry.getKey() instanceof String key)) {
            throw refused(path, "has a key that is no string: " + entry.getKey());
          }
          copy.put(key, copy(entry.getValue(), path + "." + key, depth + 1));
        }
        yield copy;
      }
      default ->
          throw refused(path, "is a " + value.getClass().getName() + ", which JSON does not know");
    };
  }

  private static PluginException refused(String path, String why) {
    return new PluginException(Category.INTERNAL, "The plugin's " + path + " " + why);
  }
}
