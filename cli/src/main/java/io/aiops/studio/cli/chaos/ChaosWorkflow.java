package io.aiops.studio.cli.chaos;

import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What runs: an effect, an agent that thinks, notes and concludes, a timer, and an effect. */
final class ChaosWorkflow {

  static final String NAME = "chaos";
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
    api.post(
        Resource.of("workflows"),
        "application/yaml",
        text(outside).getBytes(StandardCharsets.UTF_8));
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
      - {id: first, kind: tool, tool: %2$s/request, input: {method: POST, url: "%4$s/effect/{{ execution.id }}/first"}}
      - {id: think, kind: agent, agent: assistant, model: %3$s, tools: [%2$s/request], instruction: "Note this: execution={{ execution.id }}"}
      - {id: pause, kind: wait, duration: PT0.3S}
      - {id: last, kind: tool, tool: %2$s/request, input: {method: POST, url: "%4$s/effect/{{ execution.id }}/last"}}
      - {id: end, kind: switch, cases: [{name: refused, when: "inputs.refused"}]}
      - {id: refused, kind: tool, tool: %2$s/request, input: {method: POST, url: "%4$s/refuse/{{ execution.id }}"}}
    edges:
      - {from: first, to: think}
      - {from: think, to: pause}
      - {from: pause, to: last}
      - {from: last, to: end}
      - {from: end, to: refused, when: refused}
    output:
      answer: "{{ steps.think.output.text }}"
    """
        .formatted(NAME, CONNECTION, MODEL, outside);
  }
}
