package io.aiops.studio.host.definition;

import io.aiops.studio.host.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Notes what is wrong with expressions: how they are written, and the steps that they name. */
final class ExpressionCheck {

  private static final Pattern STEP =
      Pattern.compile("(?<![\\w.$`])steps\\.(`([^`]+)`|([A-Za-z_]\\w*))");
  private static final Pattern QUOTED =
      Pattern.compile("\"(\\\\.|[^\"\\\\])*+\"|'(\\\\.|[^'\\\\])*+'");

  private final Expressions expressions;
  private final List<Problem> problems;

  ExpressionCheck(Expressions expressions, List<Problem> problems) {
    this.expressions = expressions;
    this.problems = problems;
  }

  /** All expressions in a value. */
  void value(String path, @Nullable Object value, StepNames names) {
    value(path, value, (at, expression) -> expression(at, expression, names));
  }

  /** All expressions in a value, where it is not known which steps there will be. */
  void syntaxWithin(String path, @Nullable Object value) {
    value(path, value, this::syntax);
  }

  private void value(String path, @Nullable Object value, BiConsumer<String, String> check) {
    switch (value) {
      case String text -> {
        try {
          expressions.expressionsIn(text).forEach(expression -> check.accept(path, expression));
        } catch (ExpressionException e) {
          problems.add(new Problem(path, String.valueOf(e.getMessage())));
        }
      }
      case Map<?, ?> map ->
          map.forEach((key, item) -> value(Where.in(path, String.valueOf(key)), item, check));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          value(path + "[" + i + "]", list.get(i), check);
        }
      }
      case null, default -> {}
    }
  }

  void expression(String path, String expression, StepNames names) {
    if (!syntax(path, expression)) {
      return;
    }
    Matcher reference = STEP.matcher(QUOTED.matcher(expression).replaceAll("''"));
    Set<String> told = new HashSet<>();
    while (reference.find()) {
      String id = reference.group(2) == null ? reference.group(3) : reference.group(2);
      if (names.visible().contains(id) || !told.add(id)) {
        continue;
      }
      problems.add(
          new Problem(
              path,
              names.known().contains(id)
                  ? "'"
                      + expression
                      + "' uses step '"
                      + id
                      + "', which no edge puts before this one; add an edge from it"
                  : "'"
                      + expression
                      + "' uses step '"
                      + id
                      + "', which does not exist"
                      + Reading.hint(id, names.known())));
    }
  }

  /** Whether there is an expression, and it is written as one. */
  boolean syntax(String path, String expression) {
    if (expression.isBlank()) {
      return false;
    }
    try {
      expressions.check(expression);
      return true;
    } catch (ExpressionException e) {
      problems.add(new Problem(path, String.valueOf(e.getMessage())));
      return false;
    }
  }
}
