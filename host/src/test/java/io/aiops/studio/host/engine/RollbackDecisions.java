package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Adoption;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.taskqueue.Command;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What starts anew, and what is taken over. */
abstract class RollbackDecisions extends Decisions {

  @Test
  void a_rollback_runs_again_only_what_came_of_the_step_and_tells_it_why() {
    start(
        """
        steps:
          - {id: a, kind: agent, agent: echo, instruction: begin}
          - {id: b, kind: agent, agent: echo, instruction: "{{ rollback.diagnosis }}"}
          - {id: side, kind: tool, tool: text/save}
          - {id: c, kind: transform, expression: "steps.b.output"}
        edges: [{from: a, to: b}, {from: b, to: c}, {from: a, to: side}]
        """);
    drain();
    complete("a", 1, "A");
    complete("b", 1, "B");
    complete("side", 1, "S");
    drain();
    Command.Rollback rollback = new Command.Rollback(ID, "b", "too short", "ada", "r1");
    send(rollback);
    expect("RolledBack b [c, b]", "StepScheduled b#2");
    Object instruction =
        ((Map<?, ?>) ((Event.StepScheduled) log.getLast()).input()).get("instruction");
    assertThat(instruction)
        .asString()
        .startsWith("too short")
        .contains("What is wrong with it: too short", "The earlier result: \"B\"");
    send(rollback);
    complete("b", 1, "late");
    complete("c", 1, "late");
    expect();
    complete("b", 2, "BB");
    expect("StepCompleted b", "StepScheduled c#2");
    complete("c", 2, "C");
    expect("StepCompleted c", "ExecutionCompleted");
  }

  @Test
  void a_list_that_is_rolled_back_never_uses_an_attempt_again() {
    start(
        """
        steps:
          - {id: a, kind: agent, agent: echo}
          - id: each
            kind: forEach
            items: "[1, 2]"
            steps: [{id: t, kind: tool, tool: text/x, retry: {attempts: 2, delay: PT0S, jitter: 0}}]
        edges: [{from: a, to: each}]
        """);
    drain();
    complete("a", 1, "A");
    complete("each[0]/t", 1, 0);
    fail("each[1]/t", 1, "unavailable", true);
    send(new Command.Timer(ID, "each[1]/t", 1));
    drain();
    assertThat(state.tally().stepsDone()).isEqualTo(2);
    send(new Command.Rollback(ID, "a", "no", "ada", "r1"));
    expect("RolledBack a [each, a]", "StepScheduled a#2");
    assertThat(state.tally().stepsDone()).isZero();
    assertThat(state.tally().stepsKnown()).isEqualTo(2);
    complete("each[1]/t", 2, "late");
    complete("a", 2, "A");
    expect(
        "StepCompleted a",
        "ItemsOpened each",
        "StepScheduled each[0]/t#3",
        "StepScheduled each[1]/t#3");
    fail("each[1]/t", 3, "unavailable", true);
    expect("StepFailed each[1]/t again");
    send(new Command.Timer(ID, "each[1]/t", 3));
    expect("StepScheduled each[1]/t#4");
    complete("each[1]/t", 4, 1);
    complete("each[0]/t", 3, 0);
    drain();
    assertThat(state.status()).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(state.tally().stepsDone()).isEqualTo(state.tally().stepsKnown());
  }

  @Test
  void the_timer_of_a_wait_in_a_list_that_was_rolled_back_does_not_end_the_next() {
    start(
        """
        steps:
          - {id: a, kind: agent, agent: echo}
          - id: each
            kind: forEach
            items: "[1]"
            steps: [{id: w, kind: wait, duration: PT1H}]
        edges: [{from: a, to: each}]
        """);
    drain();
    complete("a", 1, "A");
    expect("StepCompleted a", "ItemsOpened each", "StepWaiting each[0]/w");
    send(new Command.Rollback(ID, "a", "no", "ada", "r1"));
    complete("a", 2, "A");
    drain();
    send(new Command.Timer(ID, "each[0]/w", 1));
    expect();
    send(new Command.Timer(ID, "each[0]/w", 2));
    expect(
        "StepCompleted each[0]/w",
        "ItemCompleted each[0]",
        "ItemsCompleted each",
        "ExecutionCompleted");
  }

  @Test
  void to_ask_for_an_item_that_has_not_begun_does_not_take_its_place() {
    start(
        """
        steps:
          - id: each
            kind: forEach
            items: "[1, 2, 3]"
            concurrency: 1
            steps: [{id: t, kind: tool, tool: text/x}]
        """);
    drain();
    send(new Command.Rollback(ID, "each[1]/t", "no", "ada", "r1"));
    expect();
    complete("each[0]/t", 1, 0);
    expect("StepCompleted each[0]/t", "ItemCompleted each[0]", "StepScheduled each[1]/t#1");
  }

  @Test
  void what_has_not_begun_or_is_closed_is_not_rolled_back() {
    start(
        """
        steps:
          - {id: a, kind: agent, agent: echo}
          - {id: b, kind: agent, agent: echo}
        edges: [{from: a, to: b}]
        """);
    drain();
    send(new Command.Rollback(ID, "b", "no", "ada", "r1"));
    send(new Command.Rollback(ID, "gone", "no", "ada", "r2"));
    expect();
  }

  @Test
  void what_another_execution_did_is_taken_over_and_only_the_rest_is_run() {
    prepare(
        """
        steps:
          - {id: a, kind: agent, agent: echo}
          - {id: nap, kind: wait, duration: PT1H}
          - {id: caught, kind: tool, tool: text/x}
          - {id: instead, kind: tool, tool: text/x}
          - id: each
            kind: forEach
            items: "inputs.list"
            steps: [{id: t, kind: tool, tool: text/x}]
          - {id: end, kind: agent, agent: echo}
        edges:
          - {from: a, to: caught}
          - {from: caught, to: instead, on: failure}
          - {from: a, to: each}
          - {from: each, to: end}
        """);
    Failure failure = new Failure("denied", "no");
    state.adopt(
        adoption(
            new Event.StepCompleted("a", 2, "A", null, List.of()),
            new Event.StepCompleted("nap", 1, null, null, List.of()),
            new Event.StepFailed("caught", 1, failure, null, List.of(), "x"),
            new Event.ItemsOpened("each", List.of("p", "other", "r")),
            new Event.StepCompleted("each[0]/t", 1, "P", null, List.of()),
            new Event.StepCompleted("each[1]/t", 1, "of another item", null, List.of()),
            new Event.StepFailed("each[2]/t", 1, failure, null, List.of(), "x")));
    send(new Command.Start(ID));
    expect(
        "ExecutionStarted",
        "StepAdopted a#2",
        "StepAdopted nap#1",
        "StepAdopted caught#1",
        "StepScheduled instead#1",
        "ItemsOpened each",
        "StepAdopted each[0]/t#1",
        "StepScheduled each[1]/t#1",
        "StepScheduled each[2]/t#1",
        "ItemCompleted each[0]");
    complete("each[1]/t", 1, "Q");
    complete("each[2]/t", 1, "R");
    complete("instead", 1, "I");
    complete("end", 1, "E");
    assertThat(state.status()).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(state.find("each").output()).isEqualTo(List.of("P", "Q", "R"));
    assertThat(state.tally().stepsDone()).isEqualTo(8);
  }

  /** As a replay has it: what was taken over is known by the log, which goes on. */
  @Test
  void what_was_taken_over_stays_so_whatever_a_rollback_put_in_its_place_later() {
    prepare(
        """
        steps:
          - {id: src, kind: agent, agent: echo}
          - {id: each, kind: forEach, items: steps.src.output,
             steps: [{id: t, kind: agent, agent: echo}]}
        edges: [{from: src, to: each}]
        """);
    state.adopt(
        Adoption.taken(
            Lines.of(
                NOW,
                List.of(
                    new Event.StepAdopted("src", 1, List.of("p"), null),
                    new Event.ItemsOpened("each", List.of("p")),
                    new Event.StepAdopted("each[0]/t", 1, "P", null),
                    new Event.ItemsOpened("each", List.of("other"))))));
    send(new Command.Start(ID));
    assertThat(log).contains(new Event.StepAdopted("each[0]/t", 1, "P", null));
  }

  @Test
  void what_is_at_work_and_can_be_undone_is_not_rolled_back_before_it_has_ended() {
    start(
        """
        steps:
          - {id: src, kind: agent, agent: echo}
          - {id: book, kind: tool, tool: t/book, undo: {kind: tool, tool: t/cancel}}
          - {id: pay, kind: tool, tool: t/pay}
        edges: [{from: src, to: book}, {from: book, to: pay}]
        """);
    complete("src", 1, "S");
    drain();
    assertThat(Undoing.atWork(state, "src")).isEqualTo("book");
    send(new Command.Rollback(ID, "src", "no", "ada", "r1"));
    expect();
    complete("book", 1, "booked");
    drain();
    assertThat(Undoing.atWork(state, "src")).isNull();
    send(new Command.Rollback(ID, "src", "no", "ada", "r1"));
    expect("RolledBack src [pay, book, src]", "StepScheduled src#2");
    send(new Command.Cancel(ID, "ada"));
    expect("CompensationStarted", "StepScheduled book~undo#1");
  }
}
