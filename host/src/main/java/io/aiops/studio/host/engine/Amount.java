package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.ExpressionException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much expressions may give: it becomes part of an event and of a message, and is held in
 * memory with its execution. Counted in characters of texts and names, and some for each value.
 */
final class Amount {

  /** Four times what one task may give. */
  static final long MOST = 64L * 1024 * 1024;

  /** What a value costs besides its text. */
  private static final int VALUE = 8;

  private long characters;

  private Amount() {}

  /** Counted up to a little beyond the most. */
  static long of(@Nullable Object value) {
    Amount amount = new Amount();
    amount.count(value);
    return amount.characters;
  }

  /**
   * The value, if it is not too much.
   *
   * @param field what the workflow calls it
   * @param instead what to do about it, as a sentence
   * @throws ExpressionException naming the field and the bound
   */
  static @Nullable Object within(String field, @Nullable Object value, String instead) {
    check(field, value, instead);
    return value;
  }

  /** As {@link #within}. */
  static void check(String field, @Nullable Object value, String instead) {
    if (of(value) > MOST) {
      throw new ExpressionException(
          "%s has more than %d characters in all; expected at most %d. %s"
              .formatted(field, MOST, MOST, instead));
    }
  }

  private void count(@Nullable Object value) {
    characters += VALUE;
    switch (value) {
      case String text -> characters += text.length();
      case List<?> list -> {
        for (Object item : list) {
          if (characters > MOST) {
            return;
          }
          count(item);
        }
      }
      case Map<?, ?> map -> {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          if (characters > MOST) {
            return;
          }
          characters += String.valueOf(entry.getKey()).length();
          count(entry.getValue());
        }
      }
      case null, default -> {}
    }
  }
}
