package io.aiops.studio.marketplace.cutting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.Expressions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions take from outside is found where they do, and nowhere else. */
class TakingsTest {

  private static List<String> taken(String expression) {
    new Expressions().check(expression);
    return Takings.of(expression, true).stream()
        .map(each -> expression.substring(each.from(), each.to()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "inputs.file.name | inputs.file",
        "steps.read.output.rows | steps.read.output",
        "steps.`odd-one`.error.message | steps.`odd-one`.error",
        "$count(steps.a.output.list) & inputs.b | steps.a.output,inputs.b",
        "[inputs.a, {\"k\": item.x, \"inputs\": 1}] | inputs.a,item",
        "steps.a.output[inputs.x = 1].inputs.y | steps.a.output",
        "steps.a.output.(inputs.x & item) | steps.a.output",
        "steps.a.output^(item).steps.b | steps.a.output",
        "steps.a.output{item: $sum(index)} | steps.a.output",
        "$map(steps.a.output, function($v, $i) { $v & inputs.b }) | steps.a.output,inputs.b",
        "$f := function($x)<n-:n>{ $x * inputs.n } | inputs.n",
        "(($a := item; $a.steps.b > 1 and index in [1..3]) ? inputs.q : inputs.`q q`) | item,index,inputs.q,inputs.`q q`",
        "$replace(inputs.a, /inputs\\.b[\\/x]/i, 'steps.c.output') | inputs.a",
        "inputs.a / steps.b.output / 2 | inputs.a,steps.b.output",
        "/* item */ inputs.a.item.$string(inputs.b) | inputs.a",
        "inputs.a ~> $uppercase() | inputs.a",
        "inputs.a.*[0] * 2 | inputs.a",
        "execution.startedAt & itemless & stepsy.x | ''",
        "steps . a . output . steps | steps . a . output",
        "{'x': 1e3, 'y': 1.5}.x + inputs.n | inputs.n",
        "steps.a.output.$keys() | steps.a.output",
        "steps.a.output[$boolean()].($string()) | steps.a.output",
        "inputs.a ~> $lookup('steps') & $string(inputs.b) | inputs.a,inputs.b",
        "inputs.a ~> $map($string) ~> $join | inputs.a",
        "$each(inputs.a, function($v) { $v }) | inputs.a",
        "$map(inputs.a, $keys) | inputs.a"
      })
  void names_are_taken_where_they_mean_what_expressions_see(String expression, String expected) {
    assertThat(String.join(",", taken(expression)))
        .isEqualTo(expected.equals("''") ? "" : expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "steps",
        "steps.a",
        "steps.*.output",
        "$lookup(steps, 'a')",
        "steps[0].a.output",
        "$keys(inputs)",
        "inputs[0]",
        "inputs.\"x\"",
        "$",
        "$.inputs.a",
        "$$.steps.a.output",
        "steps.a.output[id = $$.inputs.id]",
        "*",
        "**.secret",
        "steps.a.output.x.%.y",
        "steps.a.output ~> |$|{'x': 1}|",
        "$eval('steps')",
        "(function($x){ $x })(steps.a.output)",
        "$keys()",
        "$string ( ) & inputs.a",
        "$lookup('steps')",
        "inputs.a ? $sift(function($v, $k) { $k = 'x' })",
        "$each(function($v, $k) { [$k, inputs.a] })",
        "$f := function() { $spread() }",
        "($k := $keys; $k())",
        "($f := function($x)<x-:x>{ $x }; $f())",
        "($f := function($x)<(so)-:x>{ $x }; $f())",
        "$map(inputs.a, function($v) { $v & $not() })"
      })
  void what_cannot_be_told_apart_is_refused(String expression) {
    new Expressions().check(expression);
    assertThatThrownBy(() -> Takings.of(expression, true)).isInstanceOf(UncuttableException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"item.x & index", "[item, index]"})
  void outside_a_list_there_is_no_item(String expression) {
    assertThat(Takings.of(expression, false)).isEmpty();
  }
}
