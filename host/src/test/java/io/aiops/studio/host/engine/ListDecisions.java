package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The items of a list. */
abstract class ListDecisions extends Decisions {

  @Test
  void counts_every_step_from_the_start_and_those_of_items_once_they_are_known() {
    start(
        """
        steps:
          - {id: a, kind: agent, agent: echo}
          - id: each
            kind: forEach
            items: "[1, 2, 3]"
            steps:
              - {id: one, kind: transform, expression: "1"}
              - {id: two, kind: transform, expression: "2"}
            edges: [{from: one, to: two}]
          - {id: never, kind: transform, expression: "1"}
        edges: [{from: a, to: each}, {from: a, to: never, on: failure}]
        """);
    assertThat(state.tally().stepsKnown()).isEqualTo(3);
    assertThat(state.tally().stepsDone()).isEqualTo(0);
    complete("a", 1, "x");
    assertThat(state.tally().stepsKnown()).isEqualTo(9);
    assertThat(state.tally().stepsDone()).isEqualTo(2);
  }

  @Test
  void items_that_are_too_much_together_are_refused_by_name() {
    start(
        """
        steps:
          - {id: big, kind: agent, agent: echo}
          - {id: each, kind: forEach, items: "[1..70].($$.steps.big.output)",
             steps: [{id: t, kind: transform, expression: "1"}]}
        edges: [{from: big, to: each}]
        """);
    complete("big", 1, "x".repeat(1024 * 1024));
    assertThat(state.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(state.failure().message())
        .contains("items '[1..70].($$.steps.big.output)', of which there are 70,")
        .contains("more than 67108864 characters", "expected at most 67108864", "id of a file");
  }

  @Test
  void outputs_that_become_too_much_together_fail_with_the_item_that_goes_beyond() {
    start(
        """
        steps:
          - {id: big, kind: agent, agent: echo}
          - id: each
            kind: forEach
            items: "[1..6]"
            concurrency: 1
            steps: [{id: t, kind: transform, input: 1, expression: "1"}]
            output: "{{ steps.big.output }}"
        edges: [{from: big, to: each}]
        """);
    complete("big", 1, "x".repeat(15 * 1024 * 1024));
    for (int i = 0; i < 5; i++) {
      complete("each[" + i + "]/t", 1, 1);
    }
    assertThat(state.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(state.failure().message())
        .contains("with those of 4 items before, 6 in all", "more than 67108864 characters");
  }

  @Test
  void items_run_within_their_bound_and_their_outputs_keep_their_order() {
    start(
        """
        steps:
          - id: each
            kind: forEach
            items: "inputs.list"
            concurrency: 2
            steps:
              - {id: one, kind: tool, tool: text/x, input: {v: "{{ item }}", i: "{{ index }}"}}
              - {id: two, kind: transform, expression: "steps.one.output"}
            edges: [{from: one, to: two}]
            output: "{{ steps.two.output }}"
        """);
    expect(
        "ExecutionStarted",
        "ItemsOpened each",
        "StepScheduled each[0]/one#1",
        "StepScheduled each[1]/one#1");
    assertThat(((Event.StepScheduled) log.getLast()).input()).isEqualTo(Map.of("v", "q", "i", 1));
    complete("each[1]/one", 1, "Q");
    expect("StepCompleted each[1]/one", "StepScheduled each[1]/two#1");
    complete("each[1]/two", 1, "Q2");
    expect("StepCompleted each[1]/two", "ItemCompleted each[1]", "StepScheduled each[2]/one#1");
    complete("each[0]/one", 1, "P");
    complete("each[0]/two", 1, "P2");
    complete("each[2]/one", 1, "R");
    drain();
    complete("each[2]/two", 1, "R2");
    expect(
        "StepCompleted each[2]/two",
        "ItemCompleted each[2]",
        "ItemsCompleted each",
        "ExecutionCompleted");
    assertThat(state.output()).isEqualTo(List.of("P2", "Q2", "R2"));
  }

  @Test
  void an_item_that_fails_fails_the_list_and_late_outcomes_of_others_change_nothing() {
    start(
        """
        steps:
          - id: each
            kind: forEach
            items: "inputs.list"
            steps: [{id: one, kind: agent, agent: echo}]
        """);
    drain();
    fail("each[1]/one", 1, "denied", false);
    expect("StepFailed each[1]/one", "StepFailed each", "ExecutionFailed");
    assertThat(state.failure().message()).isEqualTo("Item 1: no");
    complete("each[0]/one", 1, "late");
    expect();
  }

  @Test
  void a_list_of_a_hundred_thousand_needs_no_stack() {
    start(
        """
        steps:
          - id: each
            kind: forEach
            items: "[1..100000]"
            concurrency: 1
            steps: [{id: pick, kind: switch, cases: [{name: yes, when: "true"}]}]
            output: "{{ index }}"
        """);
    assertThat(state.status()).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat((List<?>) state.output()).hasSize(100_000);
    drain();
  }

  @Test
  void an_empty_list_is_done_at_once() {
    start(
        """
        steps:
          - {id: each, kind: forEach, items: "inputs.none", steps: [{id: x, kind: agent, agent: echo}]}
        """);
    expect("ExecutionStarted", "ItemsOpened each", "ItemsCompleted each", "ExecutionCompleted");
  }
}
