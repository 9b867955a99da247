package io.aiops.studio.marketplace.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A list whose items have names and whose order means nothing: steps by their id, edges by their
 * ends. Cases are none: the first that holds decides.
 */
final class Keyed {

  private Keyed() {}

  /**
   * The items by name, in their order.
   *
   * @param field the list's own name
   * @return empty if an item has no name, or two have the same: then the list is one value
   */
  static Optional<Map<String, @Nullable Object>> of(String field, List<?> list) {
    Map<String, @Nullable Object> items = new LinkedHashMap<>();
    for (Object item : list) {
      String key = item instanceof Map<?, ?> map ? key(field, map) : "";
      if (key.isEmpty() || items.putIfAbsent(key, item) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(items);
  }

  private static String key(String field, Map<?, ?> item) {
    return switch (field) {
      case "steps" -> text(item.get("id"));
      case "edges" -> {
        String from = text(item.get("from"));
        String to = text(item.get("to"));
        String when = text(item.get("when"));
        String on = "failure".equals(item.get("on")) ? " on failure" : "";
        yield from.isEmpty() || to.isEmpty()
            ? ""
            : from + "->" + to + (when.isEmpty() ? "" : " when " + when) + on;
      }
      default -> "";
    };
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  /**
   * The names of a result in an order: as the first says, and each that only the second has behind
   * the one that it follows there.
   */
  static List<String> order(Iterable<String> first, List<String> second) {
    List<String> order = new ArrayList<>();
    first.forEach(order::add);
    for (int i = 0; i < second.size(); i++) {
      if (!order.contains(second.get(i))) {
        order.add(i == 0 ? 0 : order.indexOf(second.get(i - 1)) + 1, second.get(i));
      }
    }
    return order;
  }
}
