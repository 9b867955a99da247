package io.aiops.studio.host.definition;

import io.aiops.studio.host.problem.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object of the text while it is read: gives its fields by type, notes what is wrong with its
 * path, and in the end which fields nobody knows. Reading goes on after a problem, so that all are
 * found at once.
 */
final class Reading {

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

  void problem(String key, String message) {
    problems.add(new Problem(at(key), message));
  }

  boolean has(String key) {
    return fields.containsKey(key);
  }

  @Nullable Object any(String key) {
    asked.add(key);
    return fields.get(key);
  }

  /** A required text. */
  String text(String key) {
    if (any(key) == null) {
      problem(key, "is missing; expected a text");
      return "";
    }
    return text(key, "");
  }

  String text(String key, String otherwise) {
    Object value = any(key);
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Number || value instanceof Boolean) {
      return String.valueOf(value);
    }
    if (value != null) {
      problem(key, "is " + shown(value) + "; expected a text");
    }
    return otherwise;
  }

  double number(String key, double otherwise, double least, double most) {
    Object value = any(key);
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
    Object value = any(key);
    if (value == null) {
      return otherwise;
    }
    if ((value instanceof Integer || value instanceof Long)
        && ((Number) value).longValue() >= least
        && ((Number) value).longValue() <= most) {
      return ((Number) value).intValue();
    }
    problem(key, "is " + shown(value) + "; expected a whole number from " + least + " to " + most);
    return otherwise;
  }

  @Nullable Duration duration(String key) {
    Object value = any(key);
    if (value == null) {
      return null;
    }
    try {
      Duration duration = Duration.parse(String.valueOf(value));
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException e) {
      problem(key, "is " + shown(value) + "; expected a duration such as PT30S (ISO 8601)");
      return null;
    }
    problem(key, "is " + shown(value) + "; expected a duration that is not negative");
    return null;
  }

  Duration duration(String key, Duration otherwise) {
    Duration duration = duration(key);
    return duration == null ? otherwise : duration;
  }

  /** An object of the user's own, empty if it is not there. */
  Map<String, @Nullable Object> object(String key) {
    Object value = any(key);
    if (value instanceof Map<?, ?> map) {
      return Document.strings(map);
    }
    if (value != null) {
      problem(key, "is " + shown(value) + "; expected an object");
    }
    return new LinkedHashMap<>();
  }

  List<?> list(String key) {
    Object value = any(key);
    if (value instanceof List<?> list) {
      return list;
    }
    if (value != null) {
      problem(key, "is " + shown(value) + "; expected a list");
    }
    return List.of();
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Object item : list(key)) {
      if (item instanceof String text) {
        texts.add(text);
      } else {
        problem(key + "[" + texts.size() + "]", "is " + shown(item) + "; expected a text");
      }
    }
    return texts;
  }

  String oneOf(String key, String otherwise, Collection<String> known) {
    String value = text(key, otherwise);
    if (!known.contains(value)) {
      problem(key, "is '" + value + "'; expected one of " + known + hint(value, known));
      return otherwise;
    }
    return value;
  }

  /** Notes the fields that were given and never asked for. */
  void close() {
    for (String key : fields.keySet()) {
      if (!asked.contains(key)) {
        problem(key, "is not known here; expected one of " + asked + hint(key, asked));
      }
    }
  }

  /** " — did you mean 'x'?" if one is near. */
  static String hint(String seen, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(seen, candidate) <= 2)
        .findFirst()
        .map(candidate -> " — did you mean '" + candidate + "'?")
        .orElse("");
  }

  static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "missing";
      case String text -> "'" + (text.length() <= 60 ? text : text.substring(0, 60) + "…") + "'";
      case Map<?, ?> map -> "an object";
      case List<?> list -> "a list";
      default -> String.valueOf(value);
    };
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
