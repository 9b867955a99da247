package io.aiops.studio.host.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The published schema and the reader give the same verdict. One document that has everything is
 * spoilt in every place in every way, and both are asked about each.
 */
class SchemaAgreesTest {

  private static final String TEXT =
      """
      schema: aiops-studio/workflow/v1
      name: test
      title: All
      description: of it
      priority: 7
      pool: gpu
      sla: P1D
      limits: {executions: 5}
      plugins: {acme.echo: 1.2.0}
      inputs: {type: object, required: [n], properties: {n: {type: integer, default: 1}}}
      canvas: {a: [1, 2.5]}
      steps:
        - {id: a, title: A, description: d, kind: agent, agent: echo, instruction: do,
           input: {text: x}, model: simulated, tools: [files/read], settings: {turns: 3},
           approve: ["files/*"], approval: {assignees: [ada, "{{ inputs.n }}"], sla: PT4H,
           escalateTo: ["role:builder"], timeout: P1D}, fallback: {model: small, timeout: PT1S, retry: {attempts: 5}},
           timeout: P1DT2H3M4.5S, sla: PT2H, retry: {attempts: 5, delay: PT1S, factor: 1.5, maxDelay: P1D,
           jitter: 0.5, except: [timeout, rate-limited]}}
        - {id: b, kind: tool, tool: files/read, input: {path: x}, onFailure: continue,
           fallback: {kind: agent, agent: echo, instruction: do, approve: ["files/*"],
           tools: [files/read], retry: {attempts: 5}, timeout: PT1S}}
        - {id: c, kind: switch, cases: [{name: big, when: "true"}], otherwise: small}
        - {id: d, kind: forEach, items: "[1, 2]", concurrency: 2, output: 1,
           steps: [{id: t, kind: transform, expression: "1", input: {}},
                   {id: u, kind: wait, duration: PT1S}], edges: [{from: t, to: u}]}
        - {id: e, kind: wait, duration: PT1S}
        - {id: f, kind: wait, until: "2027-01-01T00:00:00Z", onFailure: {then: continue, output: 1}}
        - {id: h, kind: approval, question: Send it?, details: {to: x}, sla: PT4H,
           assignees: [ada, "role:builder", "{{ inputs.n }}"], escalateTo: ["role:administrator"]}
        - {id: g, kind: signal, signal: paid, timeout: P1D, pool: big-1}
        - {id: i, kind: workflow, workflow: triage, version: 2, inputs: {x: 1},
           undo: {kind: tool, tool: files/read, input: {path: x}, timeout: PT1S,
           retry: {attempts: 5}}}
        - {id: j, kind: workflow, workflow: "{{ inputs.n }}"}
        - {id: k, kind: plan, planner: {kind: agent, agent: echo, instruction: plan, input: {text: x},
           model: simulated, tools: [files/read], settings: {turns: 3}, approve: ["files/*"]},
           allow: {agents: [echo], tools: ["files/*"], models: [simulated], workflows: ["a-*"],
           signals: [go]}, output: 1, heartbeatTimeout: PT5S, retry: {except: [invalid-plan]}}
        - {id: l, kind: plan, planner: {kind: tool, tool: files/read, input: {path: x}}, allow: {}}
        - {id: m, kind: plan, planner: {kind: transform, expression: "1", input: 1}, allow: {},
           queueTimeout: PT1M}
      edges:
        - {from: a, to: b, on: failure}
        - {from: b, to: c, on: success}
        - {from: c, to: d, when: big}
      output: {all: 1}
      """;

  /** What only somebody who understands the whole can see: no schema says it. */
  private static final List<String> MEANING =
      List.of(
          "no step here",
          "another step here",
          "no switch step",
          "the cases of",
          "form a cycle",
          "such as 2026-01-31",
          "no such",
          "fits none of the step's tools",
          "does not exist",
          "no edge puts",
          "required property 'path'",
          // Of a wait, which may be an expression instead.
          "steps[4].duration: is '",
          "steps[3].steps[1].duration: is '",
          // What an agent or tool takes is their own schema's matter.
          "steps[0].input.",
          "steps[0].settings.",
          "steps[1].input.",
          "steps[8].undo.input.",
          "steps[10].planner.input.",
          "steps[10].planner.settings.",
          "steps[11].planner.input.",
          // What a workflow takes is its own schema's matter.
          "steps[8].inputs.",
          // Of a time that its planner, being of another kind, does not have.
          "has no such time");

  private static final UUID WORKSPACE = UUID.randomUUID();

  private final WorkflowValidator validator =
      new WorkflowValidator(new Expressions(), new FixedCatalog(), SavedWorkflows.in(WORKSPACE));
  private final List<String> disagreements = new ArrayList<>();
  private int asked;
  private int refused;

  @Test
  void on_a_document_spoilt_in_every_place() {
    Object document = Document.load(TEXT, new ArrayList<>());
    judge("as it is", document);
    assertThat(refused).isZero();
    spoil("", document, changed -> {}, document);
    assertThat(disagreements).isEmpty();
    assertThat(asked).isGreaterThan(800);
    assertThat(refused).isGreaterThan(400);
  }

  /** Changes the value in place, asks, and puts it back. */
  @SuppressWarnings("unchecked")
  private void spoil(String path, Object value, Consumer<Object> put, Object document) {
    List<Object> instead =
        new ArrayList<>(
            Arrays.asList(
                null,
                0,
                3,
                3.0,
                2.5,
                -1,
                1_000_000,
                true,
                "",
                "x",
                "agent",
                "P",
                "PT",
                "P0D",
                "P1DT",
                "pt5s",
                "PT1S",
                "P1W",
                "1",
                List.of(),
                List.of(1),
                List.of("x"),
                Map.of(),
                Map.of("x", 1)));
    if (!path.isEmpty()) {
      for (Object other : instead) {
        put.accept(other);
        judge(path + " = " + Json.write(other), document);
      }
      put.accept(value);
    }
    if (value instanceof Map<?, ?>) {
      Map<String, Object> map = (Map<String, Object>) value;
      map.put("unknown", 1);
      judge(path + " + unknown", document);
      map.remove("unknown");
      for (String key : List.copyOf(map.keySet())) {
        Map<String, Object> before = new LinkedHashMap<>(map);
        map.remove(key);
        judge(path + " - " + key, document);
        map.clear();
        map.putAll(before);
        if (!path.startsWith("inputs.")) {
          spoil(
              path.isEmpty() ? key : path + "." + key,
              map.get(key),
              other -> map.put(key, other),
              document);
        }
      }
    }
    if (value instanceof List<?>) {
      List<Object> list = (List<Object>) value;
      for (int i = 0; i < list.size(); i++) {
        int at = i;
        spoil(path + "[" + i + "]", list.get(i), other -> list.set(at, other), document);
      }
    }
  }

  private void judge(String what, Object document) {
    List<Problem> schema = SchemaCheck.check(WorkflowSchema.text(), document);
    List<Problem> reader =
        validator.validate(WORKSPACE, Json.write(document)).problems().stream()
            .filter(p -> MEANING.stream().noneMatch(p.toString()::contains))
            .toList();
    asked++;
    refused += schema.isEmpty() ? 0 : 1;
    if (schema.isEmpty() != reader.isEmpty()) {
      disagreements.add(what + ": schema says " + schema + ", reader says " + reader);
    }
  }
}
