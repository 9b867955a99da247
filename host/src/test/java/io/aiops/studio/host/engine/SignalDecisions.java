package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Signals;
import io.aiops.studio.host.taskqueue.Command;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Waits for a time or a signal. */
abstract class SignalDecisions extends Decisions {

  @Test
  void a_wait_ends_when_its_time_comes() {
    start("steps: [{id: w, kind: wait, duration: PT1H}]");
    expect("ExecutionStarted", "StepWaiting w");
    assertThat(((Event.StepWaiting) log.getLast()).until()).isEqualTo(NOW.plusSeconds(3600));
    send(new Command.Timer(ID, "w", 1));
    expect("StepCompleted w", "ExecutionCompleted");
  }

  @Test
  void a_signal_ends_the_wait_for_it_with_what_it_says_and_comes_once() {
    start(
        """
        steps: [{id: w, kind: signal, signal: "paid-{{ inputs.n }}"}, {id: a, kind: agent, agent: echo}]
        edges: [{from: w, to: a}]
        """);
    expect("ExecutionStarted", "SignalAwaited w paid-5");
    signal("other", "s0", 0);
    expect("SignalReceived other");
    signal("paid-5", "s1", Map.of("amount", 7));
    expect("SignalReceived paid-5", "SignalTaken w s1", "StepCompleted w", "StepScheduled a#1");
    assertThat(state.find("w").output()).isEqualTo(Map.of("amount", 7));
    signal("paid-5", "s1", "again");
    expect();
    assertThat(state.signals().kept()).extracting(Signals.Kept::signalId).containsExactly("s0");
  }

  @Test
  void a_signal_before_the_wait_is_kept_and_two_waits_take_one_each() {
    start(
        """
        steps:
          - {id: a, kind: agent, agent: echo}
          - {id: one, kind: signal, signal: go}
          - {id: two, kind: signal, signal: go}
        edges: [{from: a, to: one}, {from: a, to: two}]
        """);
    signal("go", "s1", 1);
    drain();
    complete("a", 1, "A");
    expect("StepCompleted a", "SignalTaken one s1", "StepCompleted one", "SignalAwaited two go");
    signal("go", "s2", 2);
    expect("SignalReceived go", "SignalTaken two s2", "StepCompleted two", "ExecutionCompleted");
    assertThat(state.output()).isEqualTo(Map.of("one", 1, "two", 2));
  }

  @Test
  void a_signal_that_overtakes_the_start_starts_the_execution() {
    prepare("steps: [{id: w, kind: signal, signal: go}]");
    signal("go", "s1", null);
    expect(
        "ExecutionStarted",
        "SignalReceived go",
        "SignalTaken w s1",
        "StepCompleted w",
        "ExecutionCompleted");
  }

  @Test
  void a_wait_for_a_signal_gives_up_in_time_and_leaves_later_ones_to_others() {
    start(
        """
        steps:
          - {id: w, kind: signal, signal: go, timeout: PT1H}
          - {id: again, kind: signal, signal: go}
        edges: [{from: w, to: again, on: failure}]
        """);
    assertThat(((Event.SignalAwaited) log.getLast()).until()).isEqualTo(NOW.plusSeconds(3600));
    drain();
    send(new Command.Timer(ID, "w", 1));
    expect("StepFailed w", "SignalAwaited again go");
    assertThat(state.find("w").failure().category()).isEqualTo("timeout");
    signal("go", "s1", null);
    expect(
        "SignalReceived go", "SignalTaken again s1", "StepCompleted again", "ExecutionCompleted");
  }

  @Test
  void a_rollback_gives_back_what_steps_after_it_had_taken_and_not_what_was_wrong() {
    start(
        """
        steps:
          - {id: w, kind: signal, signal: go}
          - {id: x, kind: signal, signal: go}
          - {id: a, kind: agent, agent: echo}
        edges: [{from: w, to: x}, {from: x, to: a}]
        """);
    signal("go", "s1", 1);
    signal("go", "s2", 2);
    drain();
    send(new Command.Rollback(ID, "w", "forged", "ada", "r1"));
    expect("RolledBack w [a, x, w]", "SignalTaken w s2", "StepCompleted w", "SignalAwaited x go");
  }

  @Test
  void items_wait_for_signals_of_their_own() {
    start(
        """
        steps:
          - id: each
            kind: forEach
            items: inputs.list
            steps: [{id: w, kind: signal, signal: "go-{{ item }}"}]
        """);
    drain();
    signal("go-q", "s1", 1);
    expect(
        "SignalReceived go-q",
        "SignalTaken each[1]/w s1",
        "StepCompleted each[1]/w",
        "ItemCompleted each[1]");
  }

  @Test
  void a_signal_whose_name_gives_no_text_fails_its_step() {
    start("steps: [{id: w, kind: signal, signal: '{{ inputs.list }}'}]");
    expect("ExecutionStarted", "StepFailed w", "ExecutionFailed");
    assertThat(state.failure().message()).contains("inputs.list").contains("expected a name");
  }

  @Test
  void a_signal_that_a_rollback_gives_back_goes_to_who_waits_for_it() {
    start(
        """
        steps:
          - {id: p, kind: agent, agent: echo}
          - {id: a, kind: signal, signal: go}
          - {id: q, kind: agent, agent: echo}
          - {id: b, kind: signal, signal: go}
          - {id: end, kind: agent, agent: echo}
        edges: [{from: p, to: a}, {from: a, to: end}, {from: q, to: b}]
        """);
    complete("p", 1, "P");
    signal("go", "s1", 1);
    complete("q", 1, "Q");
    drain();
    send(new Command.Rollback(ID, "p", "no", "ada", "r1"));
    expect("RolledBack p [end, a, p]", "SignalTaken b s1", "StepCompleted b", "StepScheduled p#2");
  }
}
