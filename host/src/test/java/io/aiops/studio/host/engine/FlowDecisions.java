package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.taskqueue.Command;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What edges, cases and expressions lead to, and what only they decide. */
abstract class FlowDecisions extends Decisions {

  @Test
  void steps_that_no_edge_orders_begin_together_and_the_join_waits_for_both() {
    start(
        """
        steps:
          - {id: a, kind: agent, agent: echo, instruction: "hi {{ inputs.who }}"}
          - {id: b, kind: tool, tool: text/save, input: {x: "{{ inputs.who }}"}}
          - {id: c, kind: transform, expression: "steps.a.output & steps.b.output"}
        edges:
          - {from: a, to: c}
          - {from: b, to: c}
        output: "{{ steps.c.output }}"
        """);
    expect("ExecutionStarted", "StepScheduled a#1", "StepScheduled b#1");
    assertThat(((Event.StepScheduled) log.get(2)).input()).isEqualTo(Map.of("x", "Ada"));
    complete("a", 1, "A");
    expect("StepCompleted a");
    complete("b", 1, "B");
    expect("StepCompleted b", "StepScheduled c#1");
    complete("c", 1, "AB");
    expect("StepCompleted c", "ExecutionCompleted");
    assertThat(state.output()).isEqualTo("AB");
  }

  @Test
  void a_switch_follows_one_case_and_skips_the_others_with_what_hangs_on_them() {
    start(
        """
        steps:
          - id: route
            kind: switch
            cases: [{name: big, when: "inputs.n > 10"}, {name: small, when: "inputs.n > 1"}]
            otherwise: none
          - {id: big, kind: transform, expression: "1"}
          - {id: afterBig, kind: transform, expression: "1"}
          - {id: small, kind: transform, expression: "2"}
          - {id: end, kind: transform, expression: "3"}
        edges:
          - {from: route, to: big, when: big}
          - {from: big, to: afterBig}
          - {from: route, to: small, when: small}
          - {from: afterBig, to: end}
          - {from: small, to: end}
        """);
    expect(
        "ExecutionStarted",
        "StepCompleted route",
        "StepSkipped big",
        "StepSkipped afterBig",
        "StepScheduled small#1");
    complete("small", 1, 2);
    expect("StepCompleted small", "StepScheduled end#1");
    complete("end", 1, 3);
    expect("StepCompleted end", "ExecutionCompleted");
    assertThat(state.output()).isEqualTo(3);
  }

  @Test
  void a_failure_edge_handles_the_failure() {
    start(
        """
        steps:
          - {id: a, kind: agent, agent: echo}
          - {id: ok, kind: transform, expression: "1"}
          - {id: sorry, kind: transform, expression: "steps.a.error.message"}
        edges:
          - {from: a, to: ok}
          - {from: a, to: sorry, on: failure}
        """);
    drain();
    fail("a", 1, "denied", false);
    expect("StepFailed a", "StepSkipped ok", "StepScheduled sorry#1");
    complete("sorry", 1, "no");
    expect("StepCompleted sorry", "ExecutionCompleted");
  }

  @Test
  void a_step_that_may_continue_has_its_stated_output() {
    start(
        """
        steps:
          - {id: a, kind: agent, agent: echo, onFailure: {then: continue, output: none}}
          - {id: b, kind: transform, expression: "1"}
        edges: [{from: a, to: b}]
        """);
    drain();
    fail("a", 1, "denied", false);
    expect("StepFailed a", "StepCompleted a", "StepScheduled b#1");
    assertThat(state.find("a").output()).isEqualTo("none");
    drain();
  }

  @Test
  void the_output_stated_for_a_failure_may_say_what_failed() {
    start(
        """
        steps:
          - id: a
            kind: agent
            agent: echo
            onFailure: {then: continue, output: "lost: {{ steps.a.error.category }}"}
        """);
    drain();
    fail("a", 1, "denied", false);
    expect("StepFailed a", "StepCompleted a", "ExecutionCompleted");
    assertThat(state.find("a").output()).isEqualTo("lost: denied");
  }

  @Test
  void an_output_stated_for_a_failure_that_fails_itself_fails_the_execution() {
    start(
        """
        steps:
          - id: a
            kind: agent
            agent: echo
            onFailure: {then: continue, output: "{{ $number('x') }}"}
        """);
    drain();
    fail("a", 1, "denied", false);
    expect("StepFailed a", "ExecutionFailed");
  }

  @Test
  void an_expression_that_fails_fails_its_step_and_says_which() {
    start("steps: [{id: a, kind: tool, tool: text/x, input: {v: '{{ $length(inputs.n) }}'}}]");
    expect("ExecutionStarted", "StepFailed a", "ExecutionFailed");
    assertThat(state.failure().category()).isEqualTo("invalid-input");
    assertThat(state.failure().message()).contains("$length(inputs.n)");
  }

  @Test
  void cancelling_ends_it_and_nothing_starts_afterwards() {
    start(
        "steps: [{id: a, kind: agent, agent: echo}, {id: b, kind: agent, agent: echo}]\n"
            + "edges: [{from: a, to: b}]");
    drain();
    send(new Command.Cancel(ID, "admin"));
    expect("ExecutionCancelled");
    complete("a", 1, "late");
    expect();
    assertThat(state.status()).isEqualTo(ExecutionStatus.CANCELLED);
  }

  @Test
  void a_command_that_comes_again_changes_nothing() {
    start(
        "steps: [{id: a, kind: agent, agent: echo}, {id: b, kind: agent, agent: echo}]\n"
            + "edges: [{from: a, to: b}]");
    drain();
    send(new Command.Start(ID));
    expect();
    complete("a", 1, "A");
    drain();
    complete("a", 1, "other");
    expect();
    assertThat(state.find("a").output()).isEqualTo("A");
    send(new Command.Timer(ID, "a", 1));
    expect();
  }
}
