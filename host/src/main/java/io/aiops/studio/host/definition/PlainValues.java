package io.aiops.studio.host.definition;

import io.aiops.studio.host.problem.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that what a YAML reader gave is a JSON-like value of a size that can be worked with.
 * An alias is a few characters of text, and each stands for all it names: what counts is the tree
 * they unfold to, which may even be endless.
 */
final class PlainValues {

  /** Leaves room for what the studio wraps around a value before it is written as JSON. */
  static final int DEEPEST = 100;

  static final int MOST = 200_000;

  private final List<Problem> problems;
  private int count;

  private PlainValues(List<Problem> problems) {
    this.problems = problems;
  }

  /**
   * @param problems receives what is too large, too deep, or nothing that JSON has
   */
  static boolean in(@Nullable Object value, List<Problem> problems) {
    int before = problems.size();
    new PlainValues(problems).check("", value, 0);
    return problems.size() == before;
  }

  /** False once a bound is reached: the rest is not looked at. */
  private boolean check(String path, @Nullable Object value, int depth) {
    if (++count > MOST) {
      problems.add(
          new Problem("", "The text has more than " + MOST + " values, each alias unfolded"));
      return false;
    }
    if (depth > DEEPEST) {
      problems.add(
          new Problem(
              path.substring(0, Math.min(80, path.length())), "nests deeper than " + DEEPEST));
      return false;
    }
    switch (value) {
      case Map<?, ?> map -> {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          String at = path.isEmpty() ? key(entry) : path + "." + key(entry);
          if (!(entry.getKey() instanceof String)) {
            problems.add(
                new Problem(at, "is a key that is no text; put it in quotes to make it one"));
          } else if (!check(at, entry.getKey(), depth) || !check(at, entry.getValue(), depth + 1)) {
            return false;
          }
        }
      }
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          if (!check(path + "[" + i + "]", list.get(i), depth + 1)) {
            return false;
          }
        }
      }
      case null -> {}
      case String text -> {
        if (text.indexOf(0) >= 0) {
          problems.add(new Problem(path, "holds the character NUL, which no database keeps"));
        }
      }
      case Boolean b -> {}
      case Double d -> {
        if (!Double.isFinite(d)) {
          problems.add(new Problem(path, "is " + d + ", a number that JSON does not have"));
        }
      }
      case Number n -> {}
      default ->
          problems.add(
              new Problem(
                  path,
                  "is a "
                      + value.getClass().getSimpleName()
                      + ", which JSON does not have; expected a text, number, list or object"));
    }
    return true;
  }

  private static String key(Map.Entry<?, ?> entry) {
    return Reading.brief(String.valueOf(entry.getKey()));
  }
}
