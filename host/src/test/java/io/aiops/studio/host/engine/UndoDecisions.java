package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.taskqueue.Command;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is undone, the last first. */
abstract class UndoDecisions extends Decisions {

  private static final String BOOKINGS =
      """
      steps:
        - {id: a, kind: tool, tool: text/book, undo: {kind: tool, tool: text/unbook,
           input: {n: "{{ steps.a.output }}"}, retry: {attempts: 2}}}
        - {id: b, kind: agent, agent: echo, undo: {kind: agent, agent: echo,
           instruction: "undo {{ steps.b.output }}"}}
        - {id: c, kind: tool, tool: text/pay}
      edges: [{from: a, to: b}, {from: b, to: c}]
      """;

  @Test
  void what_completed_is_undone_last_first_before_the_execution_fails() {
    start(BOOKINGS);
    complete("a", 1, "A");
    complete("b", 1, "B");
    drain();
    fail("c", 1, "denied", false);
    expect("StepFailed c", "CompensationStarted", "StepScheduled b~undo#1");
    assertThat(state.status()).isEqualTo(ExecutionStatus.COMPENSATING);
    send(new Command.Cancel(ID, "ada"));
    complete("b", 1, "late");
    expect();
    complete("b~undo", 1, null);
    expect("StepCompleted b~undo", "StepScheduled a~undo#1");
    assertThat(((Event.StepScheduled) log.getLast()).input()).isEqualTo(Map.of("n", "A"));
    fail("a~undo", 1, "unavailable", true);
    expect("StepFailed a~undo again");
    send(new Command.Timer(ID, "a~undo", 1));
    expect("StepScheduled a~undo#2");
    complete("a~undo", 2, null);
    expect("StepCompleted a~undo", "ExecutionFailed");
    assertThat(state.failure().category()).isEqualTo("denied");
  }

  @Test
  void what_cannot_be_undone_is_said_and_the_rest_is_undone() {
    start(BOOKINGS);
    complete("a", 1, "A");
    complete("b", 1, "B");
    send(new Command.Cancel(ID, "ada"));
    drain();
    fail("b~undo", 1, "denied", false);
    expect("StepFailed b~undo", "StepScheduled a~undo#1");
    complete("a~undo", 1, null);
    expect("StepCompleted a~undo", "ExecutionFailed");
    assertThat(state.failure().category()).isEqualTo("compensation-failed");
    assertThat(state.failure().message()).contains("Cancelled by ada", "1 of 2", "b~undo");
  }

  @Test
  void what_completes_while_others_are_undone_is_undone_too() {
    start(
        """
        steps:
          - {id: a, kind: tool, tool: text/book, undo: {kind: tool, tool: text/unbook}}
          - {id: b, kind: tool, tool: text/book, undo: {kind: tool, tool: text/unbook}}
          - {id: c, kind: tool, tool: text/pay}
        """);
    complete("a", 1, "A");
    drain();
    fail("c", 1, "denied", false);
    expect("StepFailed c", "CompensationStarted", "StepScheduled a~undo#1");
    complete("a~undo", 1, null);
    expect("StepCompleted a~undo");
    complete("b", 1, "B");
    expect("StepCompleted b", "UndoRecorded b", "StepScheduled b~undo#1");
    complete("b~undo", 1, null);
    expect("StepCompleted b~undo", "ExecutionFailed");
  }

  @Test
  void what_is_at_work_on_what_another_made_is_undone_before_that() {
    start(BOOKINGS);
    complete("a", 1, "A");
    drain();
    send(new Command.Cancel(ID, "ada"));
    expect("CompensationStarted");
    complete("b", 1, "B");
    expect("StepCompleted b", "UndoRecorded b", "StepScheduled b~undo#1");
    complete("b~undo", 1, null);
    expect("StepCompleted b~undo", "StepScheduled a~undo#1");
    complete("a~undo", 1, null);
    expect("StepCompleted a~undo", "ExecutionCancelled");
  }

  @Test
  void nothing_is_undone_where_all_went_well_or_a_failure_is_handled() {
    start(BOOKINGS + "output: ok");
    complete("a", 1, "A");
    complete("b", 1, "B");
    drain();
    complete("c", 1, "C");
    expect("StepCompleted c", "ExecutionCompleted");
  }

  private static final String BOOKED_EACH =
      """
      steps:
        - id: each
          kind: forEach
          items: "[1..3]"
          concurrency: 3
          steps:
            - {id: t, kind: tool, tool: text/book, undo: {kind: tool, tool: text/unbook}}
            - {id: s, kind: signal, signal: go}
      %s
      """;

  @Test
  void a_list_fails_once_what_is_at_work_in_it_and_can_be_undone_has_ended() {
    start(BOOKED_EACH.formatted(""));
    drain();
    complete("each[0]/t", 1, "in");
    expect("StepCompleted each[0]/t", "UndoRecorded each[0]/t");
    fail("each[1]/t", 1, "denied", false);
    expect("StepFailed each[1]/t", "ItemFailed each[1]");
    signal("go", "s1", null);
    expect("SignalReceived go");
    assertThat(state.approvals()).isEmpty();
    complete("each[2]/t", 1, "in too");
    expect(
        "StepCompleted each[2]/t",
        "UndoRecorded each[2]/t",
        "StepFailed each",
        "CompensationStarted",
        "StepScheduled each[2]/t~undo#1");
    complete("each[2]/t~undo", 1, null);
    complete("each[0]/t~undo", 1, null);
    drain();
    assertThat(state.failure().message()).contains("Item 1");
  }

  @Test
  void what_had_no_effect_in_a_list_that_fails_is_not_undone_and_the_list_may_be_gone_without() {
    start(BOOKED_EACH.formatted("    onFailure: {then: continue, output: none}"));
    drain();
    fail("each[1]/t", 1, "denied", false);
    expect("StepFailed each[1]/t", "ItemFailed each[1]");
    fail("each[0]/t", 1, "unavailable", true);
    expect("StepFailed each[0]/t");
    fail("each[2]/t", 1, "denied", false);
    expect("StepFailed each[2]/t", "StepFailed each", "StepCompleted each", "ExecutionCompleted");
  }

  @Test
  void a_list_that_fails_is_undone_as_well_when_the_execution_is_cancelled_meanwhile() {
    start(BOOKED_EACH.formatted(""));
    drain();
    fail("each[1]/t", 1, "denied", false);
    complete("each[0]/t", 1, "in");
    drain();
    send(new Command.Cancel(ID, "ada"));
    expect("CompensationStarted", "StepScheduled each[0]/t~undo#1");
    complete("each[0]/t~undo", 1, null);
    expect("StepCompleted each[0]/t~undo");
    complete("each[2]/t", 1, "in");
    expect("StepCompleted each[2]/t", "UndoRecorded each[2]/t", "StepScheduled each[2]/t~undo#1");
    complete("each[2]/t~undo", 1, null);
    expect("StepCompleted each[2]/t~undo", "ExecutionCancelled");
  }

  @Test
  void items_are_undone_in_the_reverse_of_the_order_they_completed() {
    start(
        """
        steps:
          - id: each
            kind: forEach
            items: inputs.list
            steps:
              - {id: t, kind: tool, tool: text/book, undo: {kind: tool, tool: text/unbook,
                 input: {of: "{{ item }}"}}}
          - {id: c, kind: tool, tool: text/pay}
        edges: [{from: each, to: c}]
        """);
    complete("each[1]/t", 1, 1);
    complete("each[0]/t", 1, 0);
    complete("each[2]/t", 1, 2);
    drain();
    fail("c", 1, "denied", false);
    complete("each[2]/t~undo", 1, null);
    complete("each[0]/t~undo", 1, null);
    complete("each[1]/t~undo", 1, null);
    expect(
        "StepFailed c",
        "CompensationStarted",
        "StepScheduled each[2]/t~undo#1",
        "StepCompleted each[2]/t~undo",
        "StepScheduled each[0]/t~undo#1",
        "StepCompleted each[0]/t~undo",
        "StepScheduled each[1]/t~undo#1",
        "StepCompleted each[1]/t~undo",
        "ExecutionFailed");
  }

  /** Its time would be over again and again, since nobody takes it in. */
  @Test
  void what_waits_beside_it_needs_no_look_while_all_is_undone() {
    start(
        """
        steps:
          - {id: a, kind: tool, tool: text/book, undo: {kind: tool, tool: text/unbook}}
          - {id: late, kind: signal, signal: go, timeout: PT1M}
          - {id: c, kind: tool, tool: text/pay}
        edges: [{from: a, to: c}]
        """);
    complete("a", 1, "A");
    fail("c", 1, "denied", false);
    assertThat(state.status()).isEqualTo(ExecutionStatus.COMPENSATING);
    assertThat(Deadlines.passed(state, NOW.plusSeconds(90))).isEmpty();
    assertThat(Deadlines.lookAt(state, NOW.plusSeconds(90))).isAfter(NOW.plusSeconds(90));
  }
}
