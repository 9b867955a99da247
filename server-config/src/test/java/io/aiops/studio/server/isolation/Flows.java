package io.aiops.studio.server.isolation;

/** The workflows that both sides have, each under a name of its own. */
final class Flows {

  private Flows() {}

  static String echo(String name, String says) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    title: %s
    steps:
      - {id: say, kind: agent, agent: echo, instruction: "%s"}
    """
        .formatted(name, says, says);
  }

  static String asking(String name) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    steps:
      - {id: ask, kind: approval, question: Go on?}
    """
        .formatted(name);
  }

  static String calling(String name, String connection) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    steps:
      - {id: call, kind: tool, tool: %s/get, input: {url: "http://localhost/"}}
    """
        .formatted(name, connection);
  }

  static String reading(String name) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    inputs:
      type: object
      required: [file]
      properties:
        file: {type: object, format: file}
    steps:
      - {id: read, kind: tool, tool: text/read, input: {file: "{{ inputs.file }}"}}
    """
        .formatted(name);
  }
}
