package io.aiops.studio.host.definition;

import java.util.stream.Stream;

/** How a workflow is written: fields, their types and bounds. */
class WorkflowFormTest extends ValidatorTable {

  static Stream<Row> rows() {
    return Stream.of(
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
            "ids and names out of shape",
            "steps: [{id: 1a, kind: wait, duration: PT1S}, {kind: wait, duration: PT1S}, {kind:"
                + " wait, duration: PT1S}]",
            "steps[0].id|is '1a'; expected a letter",
            "steps[1].id|is missing; expected a text",
            "steps[2].id|is missing; expected a text"),
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
}
