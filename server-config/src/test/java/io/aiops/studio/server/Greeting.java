package io.aiops.studio.server;

import java.util.UUID;

/** Workflows that greet, each of a test's own: several tests share a server. */
final class Greeting {

  private static final String TEXT =
      """
      schema: aiops-studio/workflow/v1
      name: %s
      inputs: {type: object, required: [who], properties: {who: {type: string}}}
      steps:
        - {id: say, kind: agent, agent: echo, instruction: "Hello {{ inputs.who }}"}
      output: {said: "{{ steps.say.output.text }}"}
      """;

  private Greeting() {}

  /** A name that begins so, and that nobody has. */
  static String fresh(String name) {
    return name + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Saves one; gives its name. */
  static String saved(Api api, String name) {
    String fresh = fresh(name);
    api.save(TEXT.formatted(fresh));
    return fresh;
  }
}
