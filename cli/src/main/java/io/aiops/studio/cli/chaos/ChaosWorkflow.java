package io.aiops.studio.cli.chaos;

import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Resource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What runs: an effect, an agent that thinks, notes and concludes, a timer, a workflow as a step, a
 * list, a signal, a person's approval, and an effect. What ends refused undoes its first effect.
 */
final class ChaosWorkflow {

  static final String NAME = "chaos";

  /** What one of its steps waits for. */
  static final String SIGNAL = "go";

  private static final String CHILD = "chaos-child";
  private static final String CONNECTION = "chaos-outside";
  private static final String MODEL = "chaos-model";

  private ChaosWorkflow() {}

  /** Sets up the connections and saves the workflow. */
  static void save(Api api, String outside) {
    api.put(
        Resource.of("connections", "connector", CONNECTION),
        Map.of("provider", "http", "settings", Map.of("privateAddresses", true)));
    api.put(
        Resource.of("connections", "model", MODEL),
        Map.of(
            "provider",
            "openai",
            "settings",
            Map.of("baseUrl", outside + "/v1", "model", "chaos", "streaming", false)));
    for (String text : List.of(child(outside), text(outside))) {
      api.post(Resource.of("workflows"), "application/yaml", text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String child(String outside) {
    return """
    schema: aiops-studio/workflow/v1
    name: %1$s
    title: A part of chaos
    inputs:
      type: object
      required: [of]
      properties:
        of: {type: string}
    steps:
      - {id: call, kind: tool, tool: %2$s/request, input: {method: POST, url: "%3$s/effect/{{ inputs.of }}/child"}}
    """
        .formatted(CHILD, CONNECTION, outside);
  }

  static String text(String outside) {
    return """
    schema: aiops-studio/workflow/v1
    name: %1$s
    title: Chaos
    description: What ./studio chaos runs while it kills.
    inputs:
      type: object
      properties:
        refused: {type: boolean, default: false}
    steps:
      - id: first
        kind: tool
        tool: %2$s/request
        input: {method: POST, url: "%4$s/effect/{{ execution.id }}/first"}
        undo: {kind: tool, tool: %2$s/request, input: {method: POST, url: "%4$s/effect/{{ execution.id }}/undo"}}
      - {id: think, kind: agent, agent: assistant, model: %3$s, tools: [%2$s/request], instruction: "Note this: execution={{ execution.id }}"}
      - {id: pause, kind: wait, duration: PT0.3S}
      - {id: part, kind: workflow, workflow: %5$s, inputs: {of: "{{ execution.id }}"}}
      - id: each
        kind: forEach
        items: "['one', 'two']"
        concurrency: 1
        steps:
          - {id: call, kind: tool, tool: %2$s/request, input: {method: POST, url: "%4$s/effect/{{ execution.id }}/{{ item }}"}}
      - {id: told, kind: signal, signal: %6$s}
      - {id: asked, kind: approval, question: Go on?}
      - {id: last, kind: tool, tool: %2$s/request, input: {method: POST, url: "%4$s/effect/{{ execution.id }}/last"}}
      - {id: end, kind: switch, cases: [{name: refused, when: "inputs.refused"}]}
      - {id: refused, kind: tool, tool: %2$s/request, input: {method: POST, url: "%4$s/refuse/{{ execution.id }}"}}
    edges:
      - {from: first, to: think}
      - {from: think, to: pause}
      - {from: pause, to: part}
      - {from: part, to: each}
      - {from: each, to: told}
      - {from: told, to: asked}
      - {from: asked, to: last}
      - {from: last, to: end}
      - {from: end, to: refused, when: refused}
    output:
      answer: "{{ steps.think.output.text }}"
    """
        .formatted(NAME, CONNECTION, MODEL, outside, CHILD, SIGNAL);
  }
}
