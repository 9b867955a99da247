package io.aiops.studio.host.json;

import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** What of a value cannot be kept as it is: text that PostgreSQL does not take, endless numbers. */
public final class Unstorable {

  private Unstorable() {}

  /** Well-formed Unicode without the character zero. */
  public static boolean storable(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  /**
   * Tells of each such part.
   *
   * @param path of the node; empty for what has no name
   * @param found hears its path and what is wrong with it
   */
  public static void find(String path, JsonNode node, BiConsumer<String, String> found) {
    if (node.isString() && !storable(node.stringValue())) {
      found.accept(path, "Holds the character zero or half a character.");
    } else if (node.isDouble() && !Double.isFinite(node.doubleValue())) {
      found.accept(path, "The number is too large.");
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        find(path + "[" + i + "]", node.get(i), found);
      }
    } else if (node.isObject()) {
      node.forEachEntry((name, value) -> {
        if (storable(name)) {
          find(path.isEmpty() ? name : path + "." + name, value, found);
        } else {
          found.accept(path, "A field's name holds the character zero or half a character.");
        }
      });
    }
  }
}
