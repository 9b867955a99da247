package io.aiops.studio.host.rest;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads path and query parameters; what does not fit is named. */
public final class Parameters {

  private Parameters() {}

  /** An id that is none names nothing that exists. */
  public static UUID id(String what, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(what, text);
    }
  }

  static String required(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new InvalidException(name, "is missing. Nothing was changed.");
    }
    return text;
  }

  public static int number(String name, @Nullable String text, int unlessGiven, int min, int max) {
    return (int) number(name, text, (long) unlessGiven, min, max);
  }

  static long number(String name, @Nullable String text, long unlessGiven, long min, long max) {
    if (text == null || text.isBlank()) {
      return unlessGiven;
    }
    try {
      long number = Long.parseLong(text.strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw outside(name, text, min, max, e);
    }
    throw outside(name, text, min, max, null);
  }

  public static <E extends Enum<E>> Optional<E> word(
      String name, @Nullable String text, Class<E> type) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    E[] words = type.getEnumConstants();
    return Optional.of(
        Arrays.stream(words)
            .filter(word -> word.name().equalsIgnoreCase(text.strip()))
            .findFirst()
            .orElseThrow(() ->
                new InvalidException(
                    name,
                    "'%s' is none of %s."
                        .formatted(text, Arrays.toString(words).toLowerCase(Locale.ROOT)))));
  }

  private static InvalidException outside(
      String name, String text, long min, long max, @Nullable Exception cause) {
    InvalidException invalid =
        new InvalidException(name, "'%s' is no number from %d to %d.".formatted(text, min, max));
    if (cause != null) {
      invalid.initCause(cause);
    }
    return invalid;
  }
}
