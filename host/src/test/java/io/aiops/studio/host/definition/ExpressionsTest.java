package io.aiops.studio.host.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionsTest {

  private final Expressions expressions = new Expressions();
  private final Map<String, Object> visible =
      Map.of(
          "inputs", Map.of("n", 3, "name", "Ada"),
          "steps",
              Map.of(
                  "a", Map.of("output", Map.of("rows", List.of(Map.of("x", 1), Map.of("x", 2))))));

  @Test
  void follows_a_plain_path() {
    assertThat(expressions.evaluate("inputs.name", visible)).isEqualTo("Ada");
    assertThat(expressions.evaluate("inputs.nothing.there", visible)).isNull();
  }

  @Test
  void a_path_through_a_list_maps_over_it() {
    assertThat(expressions.evaluate("steps.a.output.rows.x", visible)).isEqualTo(List.of(1, 2));
  }

  @Test
  void gives_plain_values() {
    assertThat(expressions.evaluate("$sum(steps.a.output.rows.x) / 2", visible)).isEqualTo(1.5);
    assertThat(expressions.evaluate("inputs.n * 2", visible)).isEqualTo(6);
    assertThat(expressions.evaluate("{'k': [1, 2]}", visible))
        .isEqualTo(Map.of("k", List.of(1, 2)));
  }

  @Test
  void a_string_that_is_one_expression_keeps_its_type() {
    assertThat(expressions.resolve("{{ inputs.n }}", visible)).isEqualTo(3);
    assertThat(expressions.resolve("n is {{ inputs.n }}!", visible)).isEqualTo("n is 3!");
    assertThat(expressions.resolve("{{ {'a': {'b': inputs.n}} }}", visible))
        .isEqualTo(Map.of("a", Map.of("b", 3)));
    Map<String, Object> nested = new LinkedHashMap<>();
    nested.put("list", Arrays.asList("{{ inputs.name }}", null, 7));
    assertThat(expressions.resolve(nested, visible))
        .isEqualTo(Map.of("list", Arrays.asList("Ada", null, 7)));
  }

  @Test
  void says_where_an_expression_is_wrong() {
    assertThatThrownBy(() -> expressions.evaluate("inputs.(", visible))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("inputs.(");
    assertThatThrownBy(() -> expressions.resolve("x {{ inputs.n", visible))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("no matching");
  }

  @Test
  void refuses_what_a_replay_could_not_repeat() {
    for (String source : List.of("$now()", "$millis()", "$random()")) {
      assertThatThrownBy(() -> expressions.evaluate(source, visible))
          .isInstanceOf(ExpressionException.class)
          .hasMessageContaining("not available");
    }
  }

  /** What is written must be read back, with the event around it. */
  @Test
  void nothing_grows_deeper_than_an_event_can_hold() {
    Object deep = 1;
    for (int i = 0; i < 178; i++) {
      deep = List.of(deep);
    }
    Map<String, Object> visible = Map.of("inputs", Map.of("deep", deep));
    assertThat(expressions.resolve(Map.of("a", "{{ inputs.deep }}"), visible)).isNotNull();
    assertThatThrownBy(() ->
            expressions.resolve(
                Map.of("a", List.of(List.of(List.of("{{ inputs.deep }}")))), visible))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("deeper than 180");
    assertThatThrownBy(
            () -> expressions.evaluate("{'a': {'b': {'c': {'d': inputs.deep}}}}", visible))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("deeper than 180");
  }

  @Test
  void ends_what_runs_too_long_or_too_deep() {
    assertThatThrownBy(() ->
            expressions.evaluateOver(
                "($f := function($n) { $f($n + 1) }; $f(1))", visible, Duration.ofMillis(200)))
        .isInstanceOf(ExpressionException.class);
    assertThatThrownBy(
            () -> expressions.evaluate("($f := function($n) { 1 + $f($n + 1) }; $f(1))", visible))
        .isInstanceOf(ExpressionException.class);
  }

  @Test
  void what_fails_inside_the_evaluator_is_the_failure_of_the_expression() {
    String contradictsItself = "$sort([1..100].($ % 3), function($a, $b) { $a > $b })";
    assertThatThrownBy(() -> expressions.evaluate(contradictsItself, Map.of()))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("$sort");
    assertThatThrownBy(() -> expressions.evaluate("$substring(inputs.a, 1)", nothing()))
        .isInstanceOf(ExpressionException.class)
        .hasMessage("'$substring(inputs.a, 1)' failed: Argument error calling function substring");
  }

  private static Map<String, Object> nothing() {
    Map<String, Object> inputs = new java.util.HashMap<>();
    inputs.put("a", null);
    return Map.of("inputs", inputs);
  }

  @Test
  void serves_many_threads_with_one_expression() throws Exception {
    try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      var futures =
          java.util.stream.IntStream.range(0, 500)
              .mapToObj(i ->
                  threads.submit(() ->
                      expressions.evaluate(
                          "$map([1..3], function($v) { $v * inputs.n })[0] + inputs.n",
                          Map.of("inputs", Map.of("n", i)))))
              .toList();
      for (int i = 0; i < futures.size(); i++) {
        assertThat(futures.get(i).get()).isEqualTo(2 * i);
      }
    }
  }
}
