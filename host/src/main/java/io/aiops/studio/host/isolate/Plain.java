package io.aiops.studio.host.isolate;

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
 * Turns what a plugin gives into what can be written down, in the plugin's own process, and says
 * there what is wrong with it. What protects the studio is held in the studio, on what arrives.
 */
final class Plain {

  /** What is deeper cannot be read on the other side. */
  private static final int DEEPEST = Json.MAX_DEPTH - 10;

  private static final int MOST_VALUES = 1_000_000;
  private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

  private int values;
  private long characters;

  private Plain() {}

  /**
   * @throws PluginException {@code INTERNAL} naming the place and the class that does not belong,
   *     {@code LIMIT_REACHED} if it is too large
   */
  static @Nullable Object of(@Nullable Object value) {
    return new Plain().copy(value, "output", 0);
  }

  /** As {@link #of}, of an object. */
  static Map<String, @Nullable Object> map(Map<?, ?> map) {
    return new Plain().copy(map, "output", 0);
  }

  private @Nullable Object copy(@Nullable Object value, String path, int depth) {
    if (depth > DEEPEST) {
      throw refused(path.substring(0, 80) + "…", "is nested deeper than " + DEEPEST);
    }
    if (++values > MOST_VALUES) {
      throw tooLarge(MOST_VALUES + " values");
    }
    return switch (value) {
      case null -> null;
      case String s -> text(s);
      case Boolean b -> b;
      case Double d when !Double.isFinite(d) -> throw refused(path, "is " + d);
      case Float f when !Float.isFinite(f) -> throw refused(path, "is " + f);
      case Number n when n.getClass().getClassLoader() == null -> n;
      case FileRef file -> file.toMap();
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object item : list) {
          copy.add(copy(item, path + "[" + copy.size() + "]", depth + 1));
        }
        yield copy;
      }
      case Map<?, ?> map -> copy(map, path, depth);
      default ->
          throw refused(path, "is a " + value.getClass().getName() + ", which JSON does not know");
    };
  }

  private Map<String, @Nullable Object> copy(Map<?, ?> map, String path, int depth) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String key)) {
        throw refused(path, "has a key that is no string: " + entry.getKey());
      }
      copy.put(text(key), copy(entry.getValue(), path + "." + key, depth + 1));
    }
    return copy;
  }

  private String text(String text) {
    characters += text.length();
    if (characters > MOST_CHARACTERS) {
      throw tooLarge(MOST_CHARACTERS + " characters");
    }
    return text;
  }

  private static PluginException tooLarge(String bound) {
    return new PluginException(
        Category.LIMIT_REACHED,
        "What the plugin gives has more than " + bound + ". Let it be saved as a file instead.");
  }

  private static PluginException refused(String path, String why) {
    return new PluginException(Category.INTERNAL, "The plugin's " + path + " " + why);
  }
}
