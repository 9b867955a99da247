package io.aiops.studio.host.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.problem.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a workflow refers to: steps, cases, plugins, inputs. */
class WorkflowValidatorTest extends ValidatorTable {

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
            "versions of plugins",
            """
            plugins: {acme.echo: 1.2.0, acme.other: 1.2.0, acme.third: 1.2, acme.fourth: "not one"}
            steps: [{id: s, kind: transform, expression: "1"}]
            """,
            "plugins.acme.other|is '1.2.0', which was never installed here",
            "plugins.acme.third|is 1.2; expected a text: put it in quotes",
            "plugins.acme.fourth|is 'not one'; expected a version such as 1.2.0"),
        new Row(
            "a file that is a text",
            """
            inputs: {properties: {a: {type: object, format: file}, b: {type: string, format: file}, c: {format: file}}}
            steps: [{id: s, kind: transform, expression: "1"}]
            """,
            "inputs.properties.b.type|is 'string'; expected 'object', as an input of format file"),
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
            "workflows as steps",
            """
            inputs: {required: [n], properties: {n: {type: integer}}}
            steps:
              - {id: a, kind: workflow, workflow: triage, inputs: {x: "{{ inputs.n }}"}}
              - {id: b, kind: workflow, workflow: triage, version: 1}
              - {id: c, kind: workflow, workflow: "{{ inputs.n }}", inputs: {any: 1}}
              - {id: d, kind: workflow, workflow: test, inputs: {n: 1}}
            """),
        new Row(
            "workflows as steps that there are not, or that take something else",
            """
            inputs: {required: [n], properties: {n: {type: integer}}}
            steps:
              - {id: a, kind: workflow, workflow: triag}
              - {id: b, kind: workflow, workflow: triage, version: 3, inputs: {x: 1}}
              - {id: c, kind: workflow, workflow: triage, inputs: {y: 1, more: "{{ inputs.n }}"}}
              - {id: d, kind: workflow, workflow: test, inputs: {n: many}}
              - {id: e, kind: workflow, workflow: triage, version: 1, inputs: {x: 1}}
              - {id: f, kind: workflow, workflow: triage, inputs: {x: 1, z: report.pdf}}
            """,
            "steps[0].workflow|is 'triag'|no such workflow|did you mean 'triage'?",
            "steps[1].version|is 3, but workflow 'triage' has no such version; the newest is 2",
            "steps[2].inputs.x|required",
            "steps[2].inputs.y|integer|string",
            "steps[2].inputs.more|is no input of workflow 'triage'; it has [x, y, z]",
            "steps[3].inputs.n|string|integer",
            "steps[4].inputs.x|is no input of workflow 'triage'; it has []",
            "steps[5].inputs.z|is no file"),
        new Row(
            "a workflow that runs itself, and whose inputs are no schema",
            """
            inputs: {properties: {n: {type: nmber}}}
            steps: [{id: a, kind: workflow, workflow: test, inputs: {n: 1}}]
            """,
            "inputs.properties.n.type|"),
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
            "steps[2].expression|uses step 'inner', which does not exist"));
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
}
