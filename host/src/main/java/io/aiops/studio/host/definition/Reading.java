package io.aiops.studio.host.definition;

import io.aiops.studio.host.problem.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One object of the text while it is read: gives its fields by type, notes what is wrong with its
 * path, and in the end which fields nobody knows. Reading goes on after a problem, so that all are
 * found at once.
 */
final class Reading {

  private static final Duration LONGEST = Duration.ofDays(366);

  /** As the published schema says: no weeks, months or years, whose length depends on the day. */
  private static final Pattern DURATION =
      Pattern.compile("P(?!$)(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+(\\.\\d{1,9})?S)?)?");

  private final String path;
  private final Map<String, @Nullable Object> fields;
  private final List<Problem> problems;
  private final Set<String> asked = new LinkedHashSet<>();

  Reading(String path, @Nullable Object value, List<Problem> problems) {
    this.path = path;
    this.problems = problems;
    if (value instanceof Map<?, ?> map) {
      this.fields = Document.strings(map);
    } else {
      this.fields = Map.of();
      problems.add(new Problem(path, "is " + shown(value) + "; expected an object"));
    }
  }

  String path() {
    return path;
  }

  String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The object in this field, read as part of this one. */
  Reading within(String key) {
    return new Reading(at(key), object(key), problems);
  }

  /** One of the list in this field. */
  Reading item(String key, int index, @Nullable Object value) {
    return new Reading(at(key) + "[" + index + "]", value, problems);
  }

  void problem(String key, String message) {
    problems.add(new Problem(at(key), message));
  }

  boolean has(String key) {
    return fields.containsKey(key);
  }

  Set<String> keys() {
    return fields.keySet();
  }

  @Nullable Object any(String key) {
    asked.add(key);
    return fields.get(key);
  }

  /** The value, or null if there is none. A field that is named and left empty is a problem. */
  private @Nullable Object given(String key, String expected) {
    Object value = any(key);
    if (value == null && has(key)) {
      problem(key, "is empty; expected " + expected + ", or leave the field out");
    }
    return value;
  }

  /** A required text. */
  String text(String key) {
    if (any(key) == null) {
      problem(key, "is missing; expected a text");
      return "";
    }
    if ("".equals(any(key))) {
      problem(key, "is empty; expected a text");
    }
    return text(key, "");
  }

  String text(String key, String otherwise) {
    Object value = given(key, "a text");
    if (value instanceof String text) {
      return text;
    }
    if (value != null) {
      problem(key, "is " + shown(value) + "; expected a text" + quoted(value));
    }
    return otherwise;
  }

  /** YAML reads {@code 7} and {@code true} as what they look like. */
  private static String quoted(Object value) {
    return value instanceof Number || value instanceof Boolean ? ": put it in quotes" : "";
  }

  double number(String key, double otherwise, double least, double most) {
    Object value = given(key, "a number");
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.doubleValue();
    }
    problem(key, "is " + shown(value) + "; expected a number from " + least + " to " + most);
    return otherwise;
  }

  int integer(String key, int otherwise, int least, int most) {
    Object value = given(key, "a whole number");
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.intValue();
    }
    problem(key, "is " + shown(value) + "; expected a whole number from " + least + " to " + most);
    return otherwise;
  }

  @Nullable Duration duration(String key) {
    Object value = given(key, "a duration such as PT30S");
    if (value == null) {
      return null;
    }
    if (value instanceof String text && DURATION.matcher(text).matches()) {
      try {
        Duration duration = Duration.parse(text);
        if (duration.compareTo(LONGEST) <= 0) {
          return duration;
        }
      } catch (DateTimeException e) {
        // So many digits that no Duration holds them: longer than the longest.
        return tooLong(key, text);
      }
      return tooLong(key, text);
    }
    problem(key, "is " + shown(value) + "; expected a duration such as PT30S (ISO 8601)");
    return null;
  }

  private @Nullable Duration tooLong(String key, String text) {
    problem(key, "is " + shown(text) + "; expected at most " + LONGEST.toDays() + " days");
    return null;
  }

  Duration duration(String key, Duration otherwise) {
    Duration duration = duration(key);
    return duration == null ? otherwise : duration;
  }

  /** Notes a text that is no instant. */
  void instant(String key) {
    String text = text(key, "");
    try {
      Instant.parse(text);
    } catch (DateTimeException e) {
      problem(
          key, "is " + shown(text) + "; expected an instant such as 2026-01-31T08:00:00Z (UTC)");
    }
  }

  /** An object of the user's own, empty if it is not there. */
  Map<String, @Nullable Object> object(String key) {
    Object value = given(key, "an object");
    if (value instanceof Map<?, ?> map) {
      return Document.strings(map);
    }
    if (value != null) {
      problem(key, "is " + shown(value) + "; expected an object");
    }
    return new LinkedHashMap<>();
  }

  List<?> list(String key) {
    Object value = given(key, "a list");
    if (value instanceof List<?> list) {
      return list;
    }
    if (value != null) {
      problem(key, "is " + shown(value) + "; expected a list");
    }
    return List.of();
  }

  List<String> texts(String key) {
    return texts(key, null);
  }

  /**
   * @param known what each may be; null for anything
   */
  List<String> texts(String key, @Nullable Collection<String> known) {
    List<String> texts = new ArrayList<>();
    List<?> items = list(key);
    for (int i = 0; i < items.size(); i++) {
      String place = key + "[" + i + "]";
      if (!(items.get(i) instanceof String text)) {
        problem(place, "is " + shown(items.get(i)) + "; expected a text");
      } else if (known == null || isOneOf(place, text, known)) {
        texts.add(text);
      }
    }
    return texts;
  }

  String oneOf(String key, String otherwise, Collection<String> known) {
    String value = text(key, otherwise);
    if (isOneOf(key, value, known)) {
      return value;
    }
    return otherwise;
  }

  boolean isOneOf(String key, String value, Collection<String> known) {
    if (!known.contains(value)) {
      problem(key, "is '" + value + "'; expected one of " + known + hint(value, known));
    }
    return known.contains(value);
  }

  /** Notes the fields that were given and never asked for. */
  void close() {
    for (String key : fields.keySet()) {
      if (!asked.contains(key)) {
        problem(key, "is not known here; expected one of " + asked + hint(key, asked));
      }
    }
  }

  /** " — did you mean 'x'?" with the nearest, if one is near for a word of this length. */
  static String hint(String seen, Collection<String> known) {
    int near = Math.min(2, seen.length() - 1);
    return known.stream()
        .filter(candidate -> distance(seen, candidate) <= near)
        .min(Comparator.comparingInt(candidate -> distance(seen, candidate)))
        .map(candidate -> " — did you mean '" + candidate + "'?")
        .orElse("");
  }

  static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "missing";
      case String text -> "'" + brief(text) + "'";
      case Map<?, ?> map -> "an object";
      case List<?> list -> "a list";
      default -> String.valueOf(value);
    };
  }

  static String brief(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /** Levenshtein's edit distance, by the usual two rows (Wagner and Fischer 1974). */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + change);
      }
      before = row;
    }
    return before[b.length()];
  }
}
