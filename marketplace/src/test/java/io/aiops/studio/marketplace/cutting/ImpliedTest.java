package io.aiops.studio.marketplace.cutting;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Expressions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each of JSONata's functions gives with too few arguments is asked of two roots: those, and
 * only those, are refused that tell them apart.
 */
class ImpliedTest {

  private static final List<String> ARGUMENTS =
      List.of(
          "",
          "'a'",
          "1",
          "true",
          "/a/",
          "[1, 2]",
          "{'a': 1}",
          "function($v) { $v }",
          "'a', 'b'",
          "1, 2",
          "'a', 1",
          "[1], 'a'",
          "{'a': 1}, 'a'",
          "{'a': 1}, function($v) { $v }");

  private static final String FAILS = "fails";
  private static final Map<String, @Nullable Object> EMPTY = Map.of();
  private static final Map<String, @Nullable Object> FULL =
      Map.of("inputs", Map.of("a", 1), "steps", Map.of("b", Map.of("output", "c")), "a", "there");

  private final Expressions expressions = new Expressions();

  private String given(String expression, Map<String, @Nullable Object> root) {
    try {
      return String.valueOf(expressions.evaluate(expression, root));
    } catch (ExpressionException e) {
      return FAILS;
    }
  }

  private static boolean isRefused(String expression) {
    try {
      Takings.of(expression, false);
      return false;
    } catch (UncuttableException e) {
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "($f := ($keys); $f())",
        "($f := [1, $keys][1]; $f())",
        "($f := [1, $lookup][1]; $f('a'))",
        "($f := {'a': 1, 'b': $keys}.b; $f())",
        "($g := function($f) { $f() }; $g($keys))",
        "($g := function($f) { $f('a') }; $g($lookup))",
        "($f := $filter($keys, function($v) { true }); $f())"
      })
  void under_another_name_they_are_refused_too(String expression) {
    assertThat(isRefused(expression)).as(expression).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$map(inputs.a, $keys)",
        "$map([inputs.a, (1)], $string)",
        "inputs.a ~> $keys",
        "($f := function($v) { $v }; inputs.a ~> $f())",
        "inputs.a.($f := function() { 1 }; $f())",
        "$merge()"
      })
  void what_is_given_what_it_is_about_is_not(String expression) {
    assertThat(isRefused(expression)).as(expression).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum",
        "count",
        "max",
        "min",
        "average",
        "string",
        "substring",
        "substringBefore",
        "substringAfter",
        "lowercase",
        "uppercase",
        "length",
        "trim",
        "pad",
        "match",
        "contains",
        "replace",
        "split",
        "join",
        "formatNumber",
        "formatBase",
        "formatInteger",
        "parseInteger",
        "number",
        "floor",
        "ceil",
        "round",
        "abs",
        "sqrt",
        "power",
        "random",
        "boolean",
        "not",
        "map",
        "zip",
        "filter",
        "single",
        "reduce",
        "sift",
        "keys",
        "lookup",
        "append",
        "exists",
        "spread",
        "merge",
        "reverse",
        "each",
        "error",
        "assert",
        "type",
        "sort",
        "distinct",
        "base64encode",
        "base64decode",
        "encodeUrlComponent",
        "encodeUrl",
        "decodeUrlComponent",
        "decodeUrl",
        "toMillis",
        "fromMillis",
        "clone",
        "now",
        "millis"
      })
  void what_depends_on_the_root_is_refused_and_nothing_else_is(String function) {
    for (String arguments : ARGUMENTS) {
      String expression = "$" + function + "(" + arguments + ")";
      String empty = given(expression, EMPTY);
      String full = given(expression, FULL);
      if (!empty.equals(full)) {
        assertThat(isRefused(expression)).as("%s depends on the root", expression).isTrue();
      } else if (!full.equals(FAILS)) {
        assertThat(isRefused(expression)).as("%s does not see the root", expression).isFalse();
      }
      assertThat(isRefused("inputs.a." + expression)).as(expression).isFalse();
    }
  }
}
