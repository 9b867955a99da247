package io.aiops.studio.host.definition.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON-like values: compared as JSON does, copied so that the copy can be changed. */
public final class Values {

  private Values() {}

  /** Numbers are the same if they are the same number, maps whatever the order of their keys. */
  public static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return number(x).equals(number(y));
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return x.keySet().equals(y.keySet())
          && x.entrySet().stream().allMatch(each -> same(each.getValue(), y.get(each.getKey())));
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!same(x.get(i), y.get(i))) {
          return false;
        }
      }
      return true;
    }
    return a == null ? b == null : a.equals(b);
  }

  private static Object number(Number number) {
    if (number instanceof Double wide && !Double.isFinite(wide)) {
      return wide;
    }
    BigDecimal exact = new BigDecimal(number.toString());
    return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
  }

  /** A deep copy of lists that grow and of maps with string keys in the same order. */
  public static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    return value;
  }

  public static Map<String, @Nullable Object> map(@Nullable Object value) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> copy.put(String.valueOf(key), copy(each)));
    }
    return copy;
  }

  public static List<@Nullable Object> list(@Nullable Object value) {
    List<@Nullable Object> copy = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(each -> copy.add(copy(each)));
    }
    return copy;
  }

  /** Empty if it is no text, number or truth value. */
  public static String text(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? String.valueOf(value)
        : "";
  }
}
