package io.aiops.studio.host.definition;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.aiops.studio.host.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates JSONata (jsonata.org) within a time and a depth, over JSON-like values. What depends on
 * the clock or on chance ({@code $now}, {@code $millis}, {@code $random}) is refused, so that a
 * replay gives the same values. Thread-safe.
 */
public final class Expressions {

  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int DEPTH = 200;
  private static final int KEPT = 2_000;

  /** Leaves room for the event or the message around it, which must be read back. */
  private static final int DEEPEST = Json.MAX_DEPTH - 20;

  private static final long LARGEST_EXACT = 1L << 53;

  /** Plain paths are by far the most common, and need no evaluator. */
  private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)+");

  /** Of plain paths their names; of all others nothing. */
  private final LoadingCache<String, List<String>> paths =
      Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build(Expressions::names);

  private final LoadingCache<String, Jsonata> parsed =
      Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build(Expressions::parse);
  private final LoadingCache<String, Template> templates =
      Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build(Template::parse);

  /**
   * Evaluates an expression over named values.
   *
   * @throws ExpressionException if it cannot be read, fails, or takes longer than two seconds
   */
  public @Nullable Object evaluate(String expression, Map<String, @Nullable Object> visible) {
    return evaluateOver(expression, visible, LIMIT);
  }

  /**
   * Evaluates an expression over a value.
   *
   * @throws ExpressionException if it cannot be read, fails, or takes longer than {@code limit}
   */
  public @Nullable Object evaluateOver(String expression, @Nullable Object root, Duration limit) {
    String text = expression.strip();
    if (root instanceof Map<?, ?> map) {
      List<String> path = paths.get(text);
      Object found = path.isEmpty() ? Walk.NEEDS_EVALUATOR : walk(map, path);
      if (found != Walk.NEEDS_EVALUATOR) {
        return found;
      }
    }
    Jsonata jsonata = parsed(text);
    try {
      Jsonata.Frame frame = jsonata.createFrame();
      for (String name : List.of("now", "millis", "random")) {
        frame.bind(
            name,
            (Jsonata.Fn0<Object>)
                () -> {
                  throw new JException(
                      "$"
                          + name
                          + "() is not available: a replay would give another value. Use"
                          + " execution.startedAt",
                      -1);
                });
      }
      frame.setRuntimeBounds(limit.toMillis(), DEPTH);
      return normal(jsonata.evaluate(root, frame), 0);
    } catch (JException e) {
      throw new ExpressionException(describe(text, e), e);
    } catch (ExpressionException e) {
      throw e;
    } catch (RuntimeException e) {
      // The evaluator's functions fail with whatever Java throws in them, such as a sort whose
      // comparison contradicts itself. It is the expression's failure, not the worker's.
      throw new ExpressionException("'" + shortened(text) + "' failed: " + reason(e), e);
    } catch (StackOverflowError e) {
      throw new ExpressionException("'" + shortened(text) + "' nests deeper than " + DEPTH, e);
    }
  }

  /**
   * Replaces the <code>{{ expressions }}</code> in a JSON-like value. A string that is one
   * expression and nothing else keeps the type of its value; in other strings values are written as
   * text.
   */
  public @Nullable Object resolve(@Nullable Object value, Map<String, @Nullable Object> visible) {
    Object resolved = resolved(value, visible);
    checkDepth(resolved, 0);
    return resolved;
  }

  private @Nullable Object resolved(@Nullable Object value, Map<String, @Nullable Object> visible) {
    return switch (value) {
      case String text when text.contains("{{") -> templates.get(text).resolve(this, visible);
      case List<?> list -> {
        List<@Nullable Object> resolved = new ArrayList<>(list.size());
        list.forEach(item -> resolved.add(resolved(item, visible)));
        yield resolved;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
        map.forEach((key, item) -> resolved.put(String.valueOf(key), resolved(item, visible)));
        yield resolved;
      }
      case null, default -> value;
    };
  }

  /**
   * Reads an expression without evaluating it.
   *
   * @throws ExpressionException if it is no JSONata
   */
  public void check(String expression) {
    parsed(expression.strip());
  }

  /** The expressions in a text, in order; empty if it has none. */
  public List<String> expressionsIn(String text) {
    return text.contains("{{") ? templates.get(text).expressions() : List.of();
  }

  /**
   * The text with other expressions in it.
   *
   * @throws ExpressionException if an expression is opened and not closed
   */
  public static String changed(String text, UnaryOperator<String> change) {
    return text.contains("{{") ? Template.parse(text).changed(change) : text;
  }

  /** JSONata's own rule: empty strings, lists and objects, 0 and null do not hold. */
  public static boolean truthy(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean b -> b;
      case String s -> !s.isEmpty();
      case Number n -> n.doubleValue() != 0;
      case List<?> list -> list.stream().anyMatch(Expressions::truthy);
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }

  /** A value as it stands in a text. */
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String s -> s;
      default -> Json.write(value);
    };
  }

  private Jsonata parsed(String text) {
    return parsed.get(text);
  }

  private static List<String> names(String text) {
    return PATH.matcher(text).matches() ? List.of(text.split("\\.", -1)) : List.of();
  }

  private static Jsonata parse(String text) {
    try {
      Jsonata jsonata = Jsonata.jsonata(text);
      jsonata.setValidateInput(false);
      return jsonata;
    } catch (JException e) {
      throw new ExpressionException(describe(text, e), e);
    } catch (RuntimeException e) {
      // The parser knows not all that is wrong; what it stumbles over is no JSONata either.
      throw new ExpressionException("'" + shortened(text) + "' is no JSONata: " + e, e);
    } catch (StackOverflowError e) {
      throw new ExpressionException("'" + shortened(text) + "' nests too deep", e);
    }
  }

  private static String describe(String text, JException e) {
    String message = String.valueOf(e.getMessage());
    return "'"
        + shortened(text)
        + "'"
        + (e.getLocation() > 0 ? " at character " + e.getLocation() : "")
        + ": "
        + message;
  }

  /** What happened, without wrappers that only repeat it. */
  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    String message = failure.getMessage();
    if (cause != null && cause.toString().equals(message)) {
      return reason(cause);
    }
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  private enum Walk {
    NEEDS_EVALUATOR
  }

  /** A list on the way is mapped over in JSONata: that is left to the evaluator. */
  private static @Nullable Object walk(Map<?, ?> root, List<String> path) {
    Object at = root;
    for (String name : path) {
      if (at == null) {
        return null;
      }
      if (!(at instanceof Map<?, ?> map)) {
        return at instanceof List<?> ? Walk.NEEDS_EVALUATOR : null;
      }
      at = map.get(name);
    }
    return at;
  }

  private static void checkDepth(int depth) {
    if (depth > DEEPEST) {
      throw new ExpressionException("The result nests deeper than " + DEEPEST);
    }
  }

  private static void checkDepth(@Nullable Object value, int depth) {
    switch (value) {
      case List<?> list -> {
        checkDepth(depth);
        list.forEach(item -> checkDepth(item, depth + 1));
      }
      case Map<?, ?> map -> {
        checkDepth(depth);
        map.values().forEach(item -> checkDepth(item, depth + 1));
      }
      case null, default -> {}
    }
  }

  /** JSONata's own lists and its doubles become plain values, as a log gives them back. */
  private static @Nullable Object normal(@Nullable Object value, int depth) {
    checkDepth(depth);
    return switch (value) {
      case null -> null;
      case Double d when d == Math.rint(d) && Math.abs(d) < LARGEST_EXACT ->
          Json.number(d.longValue());
      case String s -> s;
      case Boolean b -> b;
      case Number n -> Json.number(n);
      case List<?> list -> {
        List<@Nullable Object> plain = new ArrayList<>(list.size());
        for (Object item : list) {
          plain.add(normal(item, depth + 1));
        }
        yield plain;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          plain.put(String.valueOf(entry.getKey()), normal(entry.getValue(), depth + 1));
        }
        yield plain;
      }
      default ->
          throw new ExpressionException(
              "The result is a function or another value that JSON does not know");
    };
  }
}
