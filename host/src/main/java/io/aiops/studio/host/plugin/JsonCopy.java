package io.aiops.studio.host.plugin;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies what plugin code gives, value by value, into values of our own: nothing of the plugin's
 * class loader is kept, and what is no JSON, or too much of it, is refused by its place. Lists and
 * maps may be the plugin's code. One copy each: it counts.
 */
public abstract class JsonCopy {

  private static final int MOST_VALUES = 1_000_000;
  private static final int MOST_CHARACTERS = 16 * 1024 * 1024;
  private static final int MOST_OF_A_PATH = 80;

  private final String whose;
  private final int deepest;
  private int values;
  private long characters;

  /**
   * @param whose what it is of, as failures say
   * @param deepest how deep lists and objects may be in each other
   */
  protected JsonCopy(String whose, int deepest) {
    this.whose = whose;
    this.deepest = deepest;
  }

  /** A text as it is kept. */
  protected String kept(String text) {
    return text;
  }

  /**
   * A number as it is kept.
   *
   * @param path its place
   */
  protected Number kept(Number number, String path) {
    return number;
  }

  /**
   * @param path its place, as failures say
   * @throws PluginException {@code INTERNAL} naming the place and the class that does not belong,
   *     {@code LIMIT_REACHED} if it is too large
   */
  protected final @Nullable Object copy(@Nullable Object value, String path) {
    return copy(value, path, 0);
  }

  /** As {@link #copy(Object, String)}, of an object. */
  protected final Map<String, @Nullable Object> copy(Map<?, ?> map, String path) {
    return copy(map, path, 0);
  }

  private @Nullable Object copy(@Nullable Object value, String path, int depth) {
    if (depth > deepest) {
      throw refused(path.substring(0, MOST_OF_A_PATH) + "…", "is nested deeper than " + deepest);
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
      case Number n when n.getClass().getClassLoader() == null -> kept(n, path);
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
    return kept(text);
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

  /** It does not belong there. */
  protected final PluginException refused(String path, String why) {
    return new PluginException(Category.INTERNAL, "The " + whose + "'s " + path + " " + why);
  }
}
