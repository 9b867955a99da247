package io.aiops.studio.ui.designer;

import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of step, with the words people read. */
enum Kind {
  AGENT("agent", "Agent", "A language model or other agent works on it"),
  TOOL("tool", "Tool", "One call to an outside system"),
  TRANSFORM("transform", "Transform", "Computes a value by a JSONata expression"),
  SWITCH("switch", "Switch", "Goes on by the first case that holds"),
  FOR_EACH("forEach", "For each", "Runs steps for each item of a list"),
  WAIT("wait", "Wait", "Lets time pass"),
  SIGNAL("signal", "Signal", "Waits until something outside says so"),
  APPROVAL("approval", "Approval", "Waits until a person decides"),
  WORKFLOW("workflow", "Workflow", "Runs another workflow as one step"),
  PLAN("plan", "Plan", "An agent makes the steps, within what it may use");

  private final String word;
  private final String title;
  private final String description;

  Kind(String word, String title, String description) {
    this.word = word;
    this.title = title;
    this.description = description;
  }

  /** In the text. */
  String word() {
    return word;
  }

  String title() {
    return title;
  }

  String description() {
    return description;
  }

  static Optional<Kind> of(String word) {
    return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
