package io.aiops.studio.host.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Validation as a table: a text, and every problem it has, each with its path. */
class WorkflowValidatorTest {

  private static final UUID WORKSPACE = UUID.randomUUID();

  private final WorkflowValidator validator =
      new WorkflowValidator(new Expressions(), new FixedCatalog());

  /**
   * @param problems path, then what the message must hold, separated by {@code |}
   */
  record Row(String name, String body, String... problems) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        new Row(
            "everything a workflow can have",
            """
            title: All
            description: of it
            inputs: {type: object, properties: {n: {type: integer, default: 1}}}
            canvas: {a: [1, 2.5]}
            steps:
              - {id: a, kind: agent, agent: echo, instruction: "do {{ inputs.n }}", input: {text: x},
                 model: simulated, tools: [files/read], settings: {turns: 3}, timeout: PT1M,
                 retry: {attempts: 5, delay: PT0.5S, factor: 1.5, maxDelay: PT1M, jitter: 0, except: [timeout]}}
              - {id: b, kind: tool, tool: files/read, input: {path: "{{ steps.a.output }}"}, onFailure: continue}
              - {id: c-1, kind: switch, cases: [{name: big, when: "inputs.n > 1"}], otherwise: small}
              - {id: d, kind: forEach, items: "[1, 2]", concurrency: 2, output: "{{ steps.t.output }}",
                 steps: [{id: t, kind: transform, expression: "item + steps.a.output"}]}
              - {id: e, kind: wait, duration: "{{ inputs.n }}"}
              - {id: f, kind: wait, until: "2027-01-01T00:00:00Z", onFailure: {then: continue, output: 1}}
            edges:
              - {from: a, to: b}
              - {from: b, to: c-1}
              - {from: c-1, to: d, when: big}
              - {from: c-1, to: e, when: small}
              - {from: a, to: f, on: failure}
            output: {all: "{{ steps.`c-1`.output }}"}
            """),
        new Row(
            "a plan",
            """
            steps:
              - {id: a, kind: plan, planner: {kind: agent, agent: nobody, tools: [x/y]},
                 allow: {agents: [echo, 1], people: [ada]}, output: "{{ steps.any.output }}"}
              - {id: b, kind: plan, planner: {kind: wait, duration: PT1S}}
              - {id: c, kind: plan, planner: {kind: transform, expression: "1 +"}, allow: {},
                 heartbeatTimeout: PT1S, output: "{{ 1 + }}"}
            """,
            "steps[0].planner.agent|is 'nobody', but there is no such agent",
            "steps[0].planner.tools[0]|no such tool",
            "steps[0].allow.agents[1]|is 1; expected a text",
            "steps[0].allow.people|is not known here",
            "steps[1].planner.kind|is 'wait'; expected one of [agent, tool, transform]",
            "steps[1].allow|is missing; expected an object",
            "steps[2].planner.expression|",
            "steps[2].output|",
            "steps[2].heartbeatTimeout|a transform step has no such time"),
        new Row(
            "an unknown kind",
            "steps: [{id: a, kind: agnet, agent: echo}]",
            "steps[0].kind|'agnet'|expected one of [agent, tool|did you mean 'agent'?"),
        new Row("no steps at all", "steps: []", "steps|has no step; expected at least one"),
        new Row(
            "steps that are no list", "steps: 7", "steps|is 7; expected a list", "steps|has no"),
        new Row(
            "a step that is no object",
            "steps: [x]",
            "steps[0]|is 'x'; expected an object",
            "steps[0].id|is missing",
            "steps[0].kind|is missing"),
        new Row(
            "a cycle, written out",
            """
            steps:
              - {id: a, kind: wait, duration: PT1S}
              - {id: b, kind: wait, duration: PT1S}
              - {id: c, kind: wait, duration: PT1S}
              - {id: d, kind: wait, duration: PT1S}
            edges: [{from: a, to: b}, {from: b, to: c}, {from: c, to: b}, {from: c, to: d}]
            """,
            "edges|form a cycle: |b -> c|remove one of them"),
        new Row(
            "an edge to itself",
            "steps: [{id: a, kind: wait, duration: PT1S}]\nedges: [{from: a, to: a}]",
            "edges|form a cycle: a -> a"),
        new Row(
            "a dangling edge",
            """
            steps: [{id: parse, kind: wait, duration: PT1S}]
            edges: [{from: prase, to: parse}, {from: parse, to: nowhere}]
            """,
            "edges[0].from|is 'prase'|no step here|did you mean 'parse'?",
            "edges[1].to|is 'nowhere', which is no step here"),
        new Row(
            "an expression that cannot be read",
            """
            steps:
              - {id: a, kind: transform, expression: "1 +"}
              - {id: b, kind: forEach, items: "[1", steps: [{id: x, kind: wait, duration: PT1S}]}
              - {id: c, kind: switch, cases: [{name: y, when: ")"}]}
              - {id: d, kind: agent, agent: echo, instruction: "{{ 1 + }} and {{ 2"}
            """,
            "steps[0].expression|'1 +'",
            "steps[1].items|'[1'",
            "steps[2].cases[0].when|')'",
            "steps[3].instruction|no matching '}}'"),
        new Row(
            "a deep expression",
            "steps: [{id: a, kind: transform, expression: \"" + "(".repeat(20_000) + "\"}]",
            "steps[0].expression|"),
        new Row(
            "a step an expression cannot see",
            """
            steps:
              - {id: first, kind: wait, duration: PT1S}
              - {id: a, kind: transform, expression: "steps.frist.output"}
              - {id: b, kind: transform, expression: "steps.first.output"}
            output: "{{ steps.gone.output }}"
            """,
            "steps[1].expression|uses step 'frist', which does not exist|did you mean 'first'?",
            "steps[2].expression|no edge puts before this one; add an edge from it",
            "output|uses step 'gone', which does not exist"),
        new Row(
            "fields and texts that only look like steps",
            """
            steps:
              - {id: a, kind: transform, expression: "inputs.steps.count & 'steps.gone' & $.steps.x.y"}
            """),
        new Row(
            "a plugin that is missing",
            """
            steps:
              - {id: a, kind: agent, agent: ecko, model: simulatd, tools: [files/read, files/raed]}
              - {id: b, kind: tool, tool: mail/send}
            """,
            "steps[0].agent|is 'ecko'|no such agent|did you mean 'echo'?",
            "steps[0].model|is 'simulatd'|no such model|did you mean 'simulated'?",
            "steps[0].tools[1]|is 'files/raed'|no such tool|did you mean 'files/read'?",
            "steps[1].tool|is 'mail/send'|no such tool; there are [files/read, files/write]"),
        new Row(
            "ids that repeat, and what follows them keeps its place",
            """
            steps:
              - {id: a, kind: wait, duration: PT1S}
              - {id: a, kind: transform, expression: "("}
              - {id: b, kind: transform, expression: ")"}
            """,
            "steps[1].id|is 'a', which another step here has too",
            "steps[1].expression|",
            "steps[2].expression|"),
        new Row(
            "ids and names out of shape",
            "steps: [{id: 1a, kind: wait, duration: PT1S}, {kind: wait, duration: PT1S}, {kind:"
                + " wait, duration: PT1S}]",
            "steps[0].id|is '1a'; expected a letter",
            "steps[1].id|is missing; expected a text",
            "steps[2].id|is missing; expected a text"),
        new Row(
            "input and settings that do not match",
            """
            steps:
              - {id: a, kind: tool, tool: files/read, input: {lines: [1, x, "{{ inputs.n }}"]}}
              - {id: b, kind: agent, agent: echo, input: {text: 5}, settings: {turns: 10, tunrs: 1}}
            """,
            "steps[0].input.path|required",
            "steps[0].input.lines[1]|string|integer",
            "steps[1].input.text|integer|string",
            "steps[1].settings.turns|9",
            "steps[1].settings.tunrs|"),
        new Row(
            "inputs that are no schema",
            "inputs: {type: object, properties: {n: {type: nmber}}}\n"
                + "steps: [{id: a, kind: wait, duration: PT1S}]",
            "inputs.properties.n.type|"),
        new Row(
            "inputs that fetch",
            "inputs: {properties: {n: {$ref: 'http://127.0.0.1:1/x.json'}}}\n"
                + "steps: [{id: a, kind: wait, duration: PT1S}]",
            "inputs|"),
        new Row(
            "inputs that are no object",
            "inputs: {type: array}\nsteps: [{id: a, kind: wait, duration: PT1S}]",
            "inputs.type|is 'array'; expected 'object'"),
        new Row(
            "unknown fields everywhere",
            """
            colour: red
            steps:
              - {id: a, kind: switch, cases: [{name: x, when: "true", then: y}], retyr: {}}
              - {id: b, kind: wait, duration: PT1S, retry: {attemps: 1}, onFailure: {then: fail, outptu: 1}}
            edges: [{from: a, to: b, wen: x}]
            """,
            "steps[0].cases[0].then|not known here; expected one of [name, when]",
            "steps[0].retyr|did you mean 'retry'?",
            "steps[1].retry.attemps|did you mean 'attempts'?",
            "steps[1].onFailure.outptu|did you mean 'output'?",
            "edges[0].wen|did you mean 'when'?",
            "colour|is not known here; expected one of [schema, name"),
        new Row(
            "cases that do not exist",
            """
            steps:
              - {id: s, kind: switch, cases: [{name: big, when: "true"}], otherwise: small}
              - {id: a, kind: wait, duration: PT1S}
            edges: [{from: s, to: a, when: bgi}, {from: a, to: s, when: big, on: sucess}]
            """,
            "edges[0].when|is 'bgi'; the cases of 's' are [big, small]|did you mean 'big'?",
            "edges[1].on|is 'sucess'; expected one of [success, failure]|did you mean 'success'?",
            "edges[1].when|is 'big', but 'a' is no switch step",
            "edges|form a cycle"),
        new Row(
            "times that are none",
            """
            steps:
              - {id: a, kind: wait}
              - {id: b, kind: wait, duration: PT1S, until: "2027-01-01T00:00:00Z"}
              - {id: c, kind: wait, duration: 5 minutes, timeout: pt5s}
              - {id: d, kind: wait, until: tomorrow, timeout: PT9000H}
              - {id: e, kind: wait, duration: PT-5S, timeout: PT99999999999999999999S}
            """,
            "steps[0].duration|and until: expected exactly one of them",
            "steps[1].duration|and until: expected exactly one of them",
            "steps[2].duration|is '5 minutes'; expected a duration such as PT30S",
            "steps[2].timeout|is 'pt5s'; expected a duration such as PT30S",
            "steps[3].until|is 'tomorrow'; expected an instant such as 2026-01-31T08:00:00Z",
            "steps[3].timeout|is 'PT9000H'; expected at most 366 days",
            "steps[4].duration|is 'PT-5S'; expected a duration",
            "steps[4].timeout|expected"),
        new Row(
            "a retry out of bounds",
            """
            steps:
              - {id: a, kind: wait, duration: PT1S,
                 retry: {attempts: 0, delay: 5, factor: 0.5, maxDelay: P400D, jitter: 2, except: [timeot, 3]}}
              - {id: b, kind: wait, duration: PT1S, retry: {attempts: 2.5, factor: 101, except: timeout}}
              - {id: c, kind: wait, duration: PT1S, retry: 3}
            """,
            "steps[0].retry.attempts|is 0; expected a whole number from 1 to 100",
            "steps[0].retry.delay|is 5; expected a duration",
            "steps[0].retry.factor|is 0.5; expected a number from 1",
            "steps[0].retry.maxDelay|is 'P400D'; expected at most 366 days",
            "steps[0].retry.jitter|is 2; expected a number from 0",
            "steps[0].retry.except[0]|is 'timeot'; expected one of [invalid-input|did you mean"
                + " 'timeout'?",
            "steps[0].retry.except[1]|is 3; expected a text",
            "steps[1].retry.attempts|is 2.5; expected a whole number",
            "steps[1].retry.factor|is 101; expected a number from 1.0 to 100.0",
            "steps[1].retry.except|is 'timeout'; expected a list",
            "steps[2].retry|is 3; expected an object"),
        new Row(
            "values of the wrong type",
            """
            title: 7
            description: [x]
            canvas: {a: [1], b: 3}
            steps:
              - {id: a, kind: agent, agent: {}, input: x, tools: files/read, settings: 1, instruction: true}
              - {id: b, kind: forEach, items: [1], concurrency: many, steps: [{id: x, kind: wait, duration: PT1S}]}
              - {id: c, kind: switch, cases: {}, otherwise: 1, onFailure: maybe}
              - {id: d, kind: wait, duration: PT1S, onFailure: {output: 1}}
            """,
            "title|is 7; expected a text",
            "description|is a list; expected a text",
            "canvas.a|is a list; expected two numbers",
            "canvas.b|is 3; expected two numbers",
            "steps[0].agent|is an object; expected a text",
            "steps[0].input|is 'x'; expected an object",
            "steps[0].tools|is 'files/read'; expected a list",
            "steps[0].settings|is 1; expected an object",
            "steps[0].instruction|is true; expected a text",
            "steps[1].items|is a list; expected a text",
            "steps[1].concurrency|is 'many'; expected a whole number from 1 to 1000",
            "steps[2].cases|is an object; expected a list",
            "steps[2].cases|is empty; expected at least one case",
            "steps[2].otherwise|is 1; expected a text",
            "steps[2].onFailure|is 'maybe'; expected one of [fail, continue]",
            "steps[3].onFailure.then|is missing"),
        new Row(
            "fields that are named and left empty",
            "title:\nedges:\nsteps: [{id: a, kind: tool, tool: files/write, input: , retry: }]",
            "title|is empty; expected a text, or leave the field out",
            "edges|is empty; expected a list, or leave the field out",
            "steps[0].input|is empty; expected an object, or leave the field out",
            "steps[0].input.path|required",
            "steps[0].retry|is empty; expected an object, or leave the field out"),
        new Row(
            "problems inside bodies inside bodies",
            """
            steps:
              - {id: before, kind: wait, duration: PT1S}
              - id: each
                kind: forEach
                items: "inputs.rows"
                output: "{{ steps.innr.output }}"
                steps:
                  - {id: inner, kind: transform, expression: "steps.before.output"}
                  - id: again
                    kind: forEach
                    items: "item.parts"
                    steps:
                      - {id: deep, kind: agent, agent: nobody, instruction: "{{ steps.inner.output & steps.before.output }}"}
                      - {id: deep, kind: wait, duration: PT1S}
                    edges: [{from: deep, to: inner}]
                edges: [{from: inner, to: again}]
              - {id: after, kind: transform, expression: "steps.inner.output"}
            edges: [{from: before, to: each}, {from: each, to: after}]
            """,
            "steps[1].steps[1].steps[0].agent|is 'nobody'",
            "steps[1].steps[1].steps[1].id|another step here",
            "steps[1].steps[1].edges[0].to|is 'inner', which is no step here",
            "steps[1].output|uses step 'innr', which does not exist|did you mean 'inner'?",
            "steps[2].expression|uses step 'inner', which does not exist"),
        new Row(
            "bodies nested deeper than five",
            "steps:\n" + nested(6),
            "steps[0].steps[0].steps[0].steps[0].steps[0].steps|nests deeper than 5 levels"));
  }

  private static String nested(int levels) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < levels; i++) {
      String in = "  ".repeat(2 * i);
      text.append(
          in
              + "- id: s\n"
              + in
              + "  kind: forEach\n"
              + in
              + "  items: '[1]'\n"
              + in
              + "  steps:\n");
    }
    return text.append("  ".repeat(2 * levels) + "- {id: w, kind: wait, duration: PT1S}\n")
        .toString();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void all_problems_are_told_at_once(Row row) {
    Validation validation = validate(row.body());
    List<String> missing = new ArrayList<>();
    List<Problem> rest = new ArrayList<>(validation.problems());
    for (String expected : row.problems()) {
      String[] parts = expected.split("\\|", -1);
      if (!rest.removeIf(problem -> fits(problem, parts))) {
        missing.add(expected);
      }
    }
    assertThat(missing).as("not told; told was %s", validation.problems()).isEmpty();
    assertThat(rest).as("told besides").isEmpty();
    assertThat(validation.valid()).isEqualTo(row.problems().length == 0);
  }

  private static boolean fits(Problem problem, String[] parts) {
    boolean fits = problem.path().equals(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      fits &= problem.message().contains(parts[i]);
    }
    return fits;
  }

  @Test
  void problems_of_every_sort_come_together() {
    List<String> paths =
        validate(
                """
                color: red
                inputs: {type: object, properties: {n: {type: nmber}}}
                steps:
                  - {id: a, kind: agent, agent: nobody, retry: {attempts: 0}}
                  - {id: a, kind: tool, tool: files/read}
                  - {id: c, kind: transform, expression: "("}
                edges: [{from: a, to: c}, {from: c, to: a}, {from: c, to: x}]
                output: "{{ steps.gone }}"
                """)
            .problems()
            .stream()
            .map(Problem::path)
            .toList();
    assertThat(paths)
        .contains(
            "color",
            "inputs.properties.n.type",
            "steps[0].agent",
            "steps[0].retry.attempts",
            "steps[1].id",
            "steps[1].input.path",
            "steps[2].expression",
            "edges",
            "edges[2].to",
            "output");
  }

  private Validation validate(String body) {
    return validator.validate(WORKSPACE, "schema: aiops-studio/workflow/v1\nname: test\n" + body);
  }

  @Test
  void a_plan_is_judged_by_what_there_is_and_what_it_sees() {
    Step.PlanWork.Allow all =
        new Step.PlanWork.Allow(List.of("*"), List.of("*"), List.of("*"), List.of(), List.of());
    String text =
        """
        steps:
          - {id: a, kind: tool, tool: files/read, input: {path: "{{ steps.before.output }}"}}
          - {id: b, kind: tool, tool: files/reed, input: {}}
          - {id: c, kind: tool, tool: files/read, input: {path: "{{ steps.later.output & steps.d.output }}"}}
          - {id: d, kind: transform, expression: "1 +"}
        """;
    assertThat(validator.validate(WORKSPACE, text, all, 1, Set.of("before")).problems())
        .extracting(Problem::toString)
        .satisfiesExactly(
            p -> assertThat(p).startsWith("steps[1].tool: is 'files/reed', but there is no such"),
            p -> assertThat(p).contains("steps[2].input.path: ", "'later', which does not exist"),
            p -> assertThat(p).contains("steps[2].input.path: ", "'d', which no edge puts before"),
            p -> assertThat(p).startsWith("steps[3].expression: "));
  }

  static Stream<Object> plans() {
    String json = "{\"steps\": [{\"id\": \"a\", \"kind\": \"wait\", \"duration\": \"PT1S\"}]}";
    return Stream.of(
        json,
        "steps: [{id: a, kind: wait, duration: PT1S}]",
        "```json\n" + json + "\n```",
        "Here is what I would do:\n\n```\n" + json + "\n```\nThen all is well.",
        Json.parse(json),
        Map.of("text", json, "turns", 1),
        Map.of("text", "see data", "data", Json.parse(json)));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void a_plan_is_read_however_its_planner_wraps_it(Object output) {
    Step.PlanWork.Allow none =
        new Step.PlanWork.Allow(List.of(), List.of(), List.of(), List.of(), List.of());
    Plan plan = Plan.read(output, none, 1, "gpu");
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.body().steps()).extracting(Step::pool).containsExactly("gpu");
    assertThat(Plan.adopted(plan.text(), "gpu")).isEqualTo(plan.body());
  }

  @Test
  void a_plan_has_200_steps_at_most_and_256_KiB() {
    Step.PlanWork.Allow none =
        new Step.PlanWork.Allow(List.of(), List.of(), List.of(), List.of(), List.of());
    List<Object> steps = new ArrayList<>();
    for (int i = 0; i < 199; i++) {
      steps.add(Map.of("id", "s" + i, "kind", "wait", "duration", "PT1S"));
    }
    steps.add(
        Map.of(
            "id",
            "each",
            "kind",
            "forEach",
            "items",
            "[1]",
            "steps",
            List.of(Map.of("id", "t", "kind", "transform", "expression", "1"))));
    assertThat(Plan.read(Map.of("steps", steps), none, 1, null).problems())
        .extracting(Problem::toString)
        .containsExactly("steps: has 201 steps, those of lists too; at most 200");
    steps.removeFirst();
    assertThat(Plan.read(Map.of("steps", steps), none, 1, null).problems()).isEmpty();
    assertThat(Plan.read("x".repeat(256 * 1024 + 1), none, 1, null).problems())
        .extracting(Problem::toString)
        .containsExactly("has 262145 characters; at most 262144");
    assertThat(Plan.read(Map.of("steps", "x".repeat(256 * 1024)), none, 1, null).problems())
        .hasSize(1);
    assertThat(Plan.read(null, none, 1, null).problems())
        .extracting(Problem::toString)
        .containsExactly("is missing; expected an object with steps and edges");
  }
}
