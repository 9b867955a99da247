package io.aiops.studio.cli.bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The workflows that are measured; every step of them is a task from the queue to a worker. */
final class Workflows {

  static final String FIVE = "bench-five-steps";
  static final int FIVE_STEPS = 5;
  static final String POSTS = "bench-five-posts";
  static final String FAN = "bench-fan-out";
  static final int FAN_STEPS = 16;
  static final String AGENTS = "bench-agents";
  static final String ITEMS = "bench-items";
  static final String HISTORY = "bench-history";
  static final int HISTORY_STEPS = 5;

  private Workflows() {}

  private static String head(String name, String title, String inputs) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    title: %s
    description: What ./studio bench measures.
    inputs:
      type: object
      properties:
        %s
    """
        .formatted(name, title, inputs);
  }

  /** Five echo agents in a row. */
  static String five() {
    String text =
        IntStream.rangeClosed(1, FIVE_STEPS)
            .mapToObj(
                i -> echo("s" + i, i == 1 ? "inputs.word" : "steps.s" + (i - 1) + ".output.text"))
            .collect(Collectors.joining());
    return head(FIVE, "Bench, five steps", "word: {type: string, default: hello}")
        + "steps:\n"
        + text
        + inARow();
  }

  /**
   * Five calls in a row of a service outside, each of an address of its own.
   *
   * @param connection to it
   */
  static String posts(String connection, String url) {
    String text =
        IntStream.rangeClosed(1, FIVE_STEPS)
            .mapToObj(i ->
                "  - {id: s%d, kind: tool, tool: %s/request, input: {method: POST, url: \"%s/{{ execution.id }}/%d\"}}\n"
                    .formatted(i, connection, url, i))
            .collect(Collectors.joining());
    return head(POSTS, "Bench, five posts", "word: {type: string, default: hello}")
        + "steps:\n"
        + text
        + inARow();
  }

  private static String inARow() {
    return "edges:\n"
        + IntStream.range(1, FIVE_STEPS)
            .mapToObj(i -> "  - {from: s%d, to: s%d}\n".formatted(i, i + 1))
            .collect(Collectors.joining());
  }

  /** Sixteen echo agents side by side, between a step before and one after them. */
  static String fan() {
    String text =
        IntStream.rangeClosed(1, FAN_STEPS)
            .mapToObj(i -> echo("p" + i, "steps.split.output & \" " + i + "\""))
            .collect(Collectors.joining());
    String edges =
        IntStream.rangeClosed(1, FAN_STEPS)
            .mapToObj(
                i -> "  - {from: split, to: p%d}\n  - {from: p%d, to: join}\n".formatted(i, i))
            .collect(Collectors.joining());
    return head(FAN, "Bench, fan-out and join", "word: {type: string, default: hello}")
        + "steps:\n"
        + "  - {id: split, kind: transform, input: {word: \"{{ inputs.word }}\"}, expression: word}\n"
        + text
        + "  - {id: join, kind: transform, input: {last: \"{{ steps.p%d.output.text }}\"}, expression: last}\n"
            .formatted(FAN_STEPS)
        + "edges:\n"
        + edges;
  }

  /**
   * {@code outer} times {@code inner} agents side by side, each of which asks a model once.
   *
   * @param model the connection
   */
  static String agents(String model, int outer, int inner) {
    String row =
        """
        id: agents
        kind: forEach
        items: "[1..%d]"
        concurrency: %d
        steps:
          - {id: ask, kind: agent, agent: assistant, model: %s, instruction: "Say OK.", settings: {maxTurns: 1}}
        output: "{{ steps.ask.output.text }}"
        """
            .formatted(inner, inner, model);
    String rows =
        """
        id: rows
        kind: forEach
        items: "[1..%d]"
        concurrency: %d
        steps:
        %soutput: 1
        """
            .formatted(outer, outer, item(row));
    return head(AGENTS, "Bench, parallel agents", "count: {type: integer}")
        + "steps:\n"
        + item(outer == 1 ? row : rows);
  }

  /** As an item of a list. */
  private static String item(String step) {
    return "  - " + step.strip().replace("\n", "\n    ") + "\n";
  }

  /** An echo agent for each of many items. */
  static String items(int concurrency) {
    return head(ITEMS, "Bench, many items", "count: {type: integer}")
        + """
        steps:
          - id: each
            kind: forEach
            items: "[1..inputs.count]"
            concurrency: %d
            steps:
              - {id: echo, kind: agent, agent: echo, instruction: "{{ item }}"}
            output: 1
        output:
          count: "{{ $count(steps.each.output) }}"
        """
            .formatted(concurrency);
  }

  /**
   * Five transforms in a row for each of many items: eleven events an item. A step follows the
   * list, at which such an execution can be forked.
   */
  static String history(int concurrency) {
    String steps =
        IntStream.rangeClosed(1, HISTORY_STEPS)
            .mapToObj(i ->
                "      - {id: s%d, kind: transform, input: \"{{ item }}\", expression: $}\n"
                    .formatted(i))
            .collect(Collectors.joining());
    String edges =
        IntStream.range(1, HISTORY_STEPS)
            .mapToObj(i -> "      - {from: s%d, to: s%d}\n".formatted(i, i + 1))
            .collect(Collectors.joining());
    return head(HISTORY, "Bench, a long history", "count: {type: integer}")
        + """
        steps:
          - id: each
            kind: forEach
            items: "[1..inputs.count]"
            concurrency: %d
            steps:
        %s    edges:
        %s    output: 1
          - {id: count, kind: transform, input: "{{ $count(steps.each.output) }}", expression: $}
        edges:
          - {from: each, to: count}
        """
            .formatted(concurrency, steps, edges);
  }

  private static String echo(String id, String expression) {
    return "  - {id: %s, kind: agent, agent: echo, instruction: '{{ %s }}'}\n"
        .formatted(id, expression);
  }
}
