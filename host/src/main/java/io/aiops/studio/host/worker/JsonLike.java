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
 * is kept, and what is no JSON, or too much of it, is refused where it came from. Lists and maps
 * may be the plugin's code: to be called within {@link ForeignCode} only.
 */
final class JsonLike {

  private static final int MOST_VALUES = 1_000_000;
  private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

  /** Leaves room for the event around it, which is read back within {@link Json#MAX_DEPTH}. */
  private static final int DEEPEST = Json.MAX_DEPTH - 20;

  private final String whose;
  private final Withheld withheld;
  private int values;
  private long characters;

  private JsonLike(String whose, Withheld withheld) {
    this.whose = whose;
    this.withheld = withheld;
  }

  /**
   * @throws PluginException {@code INTERNAL} naming the place and the class that does not belong,
   *     {@code LIMIT_REACHED} if it is too large
   */
  static @Nullable Object copy(@Nullable Object value, Withheld withheld) {
    return new JsonLike("plugin", withheld).copy(value, "output", 0);
  }

  /**
   * The value of an expression, within the same bounds.
   *
   * @throws PluginException as {@link #copy}
   */
  static @Nullable Object copyOfValue(@Nullable Object value) {
    return new JsonLike("expression", Withheld.NOTHING).copy(value, "value", 0);
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
      // As the engine reads it from the log later: no number of another kind is decided on.
      case Number n when n.getClass().getClassLoader() == null -> number(n, path);
      case FileRef file -> file.toMap();
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
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
          copy.put(text(key), copy(entry.getValue(), path + "." + key, depth + 1));
        }
        yield copy;
      }
      default ->
          throw refused(path, "is a " + value.getClass().getName() + ", which JSON does not know");
    };
  }

  private Number number(Number number, String path) {
    Number read = Json.number(number);
    if (read instanceof Double d && !Double.isFinite(d)) {
      throw refused(path, "is " + number + ", which is too large");
    }
    return read;
  }

  private String text(String text) {
    characters += text.length();
    if (characters > MOST_CHARACTERS) {
      throw tooLarge(MOST_CHARACTERS + " characters");
    }
    return withheld.from(text);
  }

  private PluginException tooLarge(String bound) {
    return new PluginException(
        Category.LIMIT_REACHED,
        "What the "
            + whose
            + " gives has more than "
            + bound
            + ". Let it be saved as a file instead.");
  }

  private PluginException refused(String path, String why) {
    return new PluginException(Category.INTERNAL, "The " + whose + "'s " + path + " " + why);
  }
}
