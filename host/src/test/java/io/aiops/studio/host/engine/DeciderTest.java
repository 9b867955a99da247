package io.aiops.studio.host.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.Plan;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.definition.Validation;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.Adoption;
import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.EventChain;
import io.aiops.studio.host.execution.EventCodec;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.ExecutionStore.Line;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.execution.Place;
import io.aiops.studio.host.execution.Signals;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The decider as a table: given a workflow and what happened, these events come out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeciderTest {

  private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
  private static final UUID WORKSPACE = UUID.fromString("01930000-0000-7000-8000-000000000002");
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final StepInputs inputs = new StepInputs(new Expressions());
  private final Set<String> seen = new HashSet<>();
  private ExecutionState state;
  private Header header;
  private List<Event> log = new ArrayList<>();
  private boolean queues;
  private Instant now = NOW;

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

  private void postpone(String path, int attempt) {
    send(
        new Command.Outcome(
            ID,
            path,
            attempt,
            new Command.Result(
                null,
                new Failure("circuit-open", "away"),
                true,
                Duration.ofSeconds(33),
                null,
                List.of())));
  }

  @Test
  void an_attempt_that_could_not_be_made_is_made_later_and_does_not_count() {
    start(
        """
        steps:
          - {id: a, kind: tool, tool: t/x, retry: {attempts: 2, delay: PT10S, jitter: 0}}
        """);
    drain();
    for (int attempt = 1; attempt <= 5; attempt++) {
      postpone("a", attempt);
      expect("StepFailed a again");
      assertThat(((Event.StepFailed) log.getLast()).nextAttemptAt()).isEqualTo(NOW.plusSeconds(33));
      send(new Command.Timer(ID, "a", attempt));
      drain();
    }
    fail("a", 6, "unavailable", true);
    expect("StepFailed a again");
    assertThat(((Event.StepFailed) log.getLast()).nextAttemptAt()).isEqualTo(NOW.plusSeconds(10));
    send(new Command.Timer(ID, "a", 6));
    drain();
    fail("a", 7, "unavailable", true);
    expect("StepFailed a", "ExecutionFailed");
  }

  @Test
  void a_step_that_says_what_follows_its_failure_falls_back_to_that_at_once() {
    start(
        """
        steps:
          - {id: a, kind: agent, agent: echo, model: big}
          - {id: b, kind: agent, agent: echo, model: small}
          - {id: c, kind: tool, tool: t/x, onFailure: {then: continue, output: unknown}}
        edges: [{from: a, to: b, on: failure}]
        """);
    drain();
    postpone("a", 1);
    expect("StepFailed a", "StepScheduled b#1");
    postpone("c", 1);
    expect("StepFailed c", "StepCompleted c");
    assertThat(state.find("c").output()).isEqualTo("unknown");
  }

  @Test
  void a_step_whose_model_is_away_falls_back_to_another_at_once_and_counts_attempts_anew() {
    start(
        """
        steps:
          - {id: a, kind: agent, agent: echo, instruction: "for {{ inputs.who }}", model: big,
             retry: {attempts: 2, delay: PT10S, jitter: 0},
             fallback: {model: small, retry: {attempts: 2, delay: PT5S, jitter: 0}}}
        """);
    drain();
    fail("a", 1, "unavailable", true);
    expect("StepFailed a again");
    send(new Command.Timer(ID, "a", 1));
    drain();
    postpone("a", 2);
    expect("FallbackTaken a agent 'echo' with model 'small'", "StepScheduled a#3");
    assertThat(((Event.StepScheduled) log.getLast()).input())
        .isEqualTo(Map.of("instruction", "for Ada", "input", Map.of(), "model", "small"));
    assertThat(state.find("a").fellBack()).isTrue();
    fail("a", 3, "unavailable", true);
    expect("StepFailed a again");
    assertThat(((Event.StepFailed) log.getLast()).nextAttemptAt()).isEqualTo(NOW.plusSeconds(5));
    send(new Command.Timer(ID, "a", 3));
    complete("a", 4, "small talk");
    expect("StepScheduled a#4", "StepCompleted a", "ExecutionCompleted");
  }

  @Test
  void a_fallback_is_for_what_is_away_after_all_attempts_and_not_for_a_refusal() {
    start(
        """
        steps:
          - {id: a, kind: tool, tool: t/x, retry: {attempts: 1},
             fallback: {kind: tool, tool: t/y, input: {why: "{{ inputs.who }}"}, retry: {attempts: 1}}}
          - {id: b, kind: tool, tool: t/x, fallback: {kind: agent, agent: echo}}
        """);
    drain();
    fail("a", 1, "timeout", true);
    expect("FallbackTaken a tool 't/y'", "StepScheduled a#2");
    fail("b", 1, "denied", false);
    expect("StepFailed b", "ExecutionFailed");
  }

  @Test
  void a_fallback_that_fails_too_fails_the_step_and_a_rollback_tries_what_it_should_do_again() {
    start(
        """
        steps:
          - {id: a, kind: tool, tool: t/x, retry: {attempts: 1}, onFailure: continue,
             fallback: {kind: tool, tool: t/y, retry: {attempts: 1}}}
          - {id: b, kind: tool, tool: t/z}
        """);
    drain();
    fail("a", 1, "unavailable", true);
    fail("a", 2, "unavailable", true);
    expect("FallbackTaken a tool 't/y'", "StepScheduled a#2", "StepFailed a", "StepCompleted a");
    send(new Command.Rollback(ID, "a", "try again", "ada", "r1"));
    expect("RolledBack a [a]", "StepScheduled a#3");
    assertThat(state.find("a").fellBack()).isFalse();
  }

  private static Place place(String connection) {
    return new Place(UUID.nameUUIDFromBytes(connection.getBytes(UTF_8)), connection);
  }

  private void queue(String path, int attempt, int round, String connection) {
    Command.Result needs = Command.Result.queues(place(connection));
    send(new Command.Outcome(ID, path, attempt, round, needs));
  }

  @Test
  void an_attempt_without_a_place_at_a_connection_waits_and_goes_on_as_the_same_attempt() {
    start("steps: [{id: a, kind: agent, agent: echo}]");
    drain();
    queue("a", 1, 0, "tickets");
    expect("StepQueued a#1.0");
    assertThat(state.find("a").status()).isEqualTo(StepState.Status.WAITING);
    queue("a", 1, 0, "tickets");
    complete("a", 1, "late");
    expect();
    send(new Command.PlaceGranted(ID, "a", 1, 0));
    expect("StepAdmitted a#1.0");
    send(new Command.PlaceGranted(ID, "a", 1, 0));
    complete("a", 1, "of the delivery before");
    expect();
    queue("a", 1, 1, "llm");
    expect("StepQueued a#1.1");
    assertThat(((Event.StepQueued) log.getLast()).places())
        .containsExactly(place("tickets"), place("llm"));
    send(new Command.PlaceGranted(ID, "a", 1, 1));
    expect("StepAdmitted a#1.1");
    assertThat(state.placing().steps()).hasSize(1);
    send(new Command.Outcome(ID, "a", 1, 2, Command.Result.completed("done", List.of())));
    expect("StepCompleted a", "ExecutionCompleted");
    assertThat(state.placing().steps()).isEmpty();
  }

  @Test
  void a_failed_attempt_gives_its_place_back_and_the_next_asks_again() {
    start("steps: [{id: a, kind: tool, tool: t/x, retry: {attempts: 2, delay: PT1S}}]");
    drain();
    queue("a", 1, 0, "t");
    send(new Command.PlaceGranted(ID, "a", 1, 0));
    expect("StepQueued a#1.0", "StepAdmitted a#1.0");
    send(
        new Command.Outcome(
            ID,
            "a",
            1,
            1,
            Command.Result.failed(new Failure("unavailable", "no"), true, List.of())));
    expect("StepFailed a again");
    assertThat(state.placing().steps()).isEmpty();
    send(new Command.Timer(ID, "a", 1));
    queue("a", 2, 0, "t");
    expect("StepScheduled a#2", "StepQueued a#2.0");
  }

  @Test
  void a_wait_for_a_place_ends_with_the_time_of_all_attempts() {
    start("steps: [{id: a, kind: tool, tool: t/x, totalTimeout: PT1M}]");
    drain();
    queue("a", 1, 0, "t");
    expect("StepQueued a#1.0");
    assertThat(state.find("a").due()).isEqualTo(NOW.plusSeconds(60));
    send(new Command.Timer(ID, "a", 1));
    expect("StepFailed a", "ExecutionFailed");
    assertThat(state.failure())
        .isEqualTo(
            new Failure(
                "timeout",
                "No place at connection 't' was free within the step's totalTimeout of PT1M"));
  }

  @Test
  void what_undoes_a_step_may_wait_for_a_place_and_what_waited_before_does_not_go_on() {
    start(
        """
        steps:
          - {id: a, kind: tool, tool: t/x, undo: {kind: tool, tool: t/y}}
          - {id: b, kind: tool, tool: t/x}
        """);
    complete("a", 1, "A");
    drain();
    queue("b", 1, 0, "t");
    send(new Command.Cancel(ID, "ada"));
    expect("StepQueued b#1.0", "CompensationStarted", "StepScheduled a~undo#1");
    queue("a~undo", 1, 0, "t");
    send(new Command.PlaceGranted(ID, "b", 1, 0));
    expect("StepQueued a~undo#1.0");
    assertThat(state.placing().steps()).extracting(StepState::path).containsExactly("a~undo");
    send(new Command.PlaceGranted(ID, "a~undo", 1, 0));
    send(new Command.Outcome(ID, "a~undo", 1, 1, Command.Result.completed(null, List.of())));
    expect("StepAdmitted a~undo#1.0", "StepCompleted a~undo", "ExecutionCancelled");
  }

  @Test
  void a_limited_execution_waits_for_its_turn_and_keeps_what_comes_before_it() {
    queues = true;
    start(
        """
        steps:
          - {id: w, kind: signal, signal: go}
          - {id: a, kind: agent, agent: echo}
        """);
    queues = false;
    expect("ExecutionStarted", "ExecutionQueued");
    assertThat(state.queued()).isTrue();
    send(new Command.Signal(ID, "go", 7, "s1", "ada"));
    expect("SignalReceived go");
    send(new Command.Granted(ID));
    expect("ExecutionAdmitted", "SignalTaken w s1", "StepCompleted w", "StepScheduled a#1");
    assertThat(state.queued()).isFalse();
    send(new Command.Granted(ID));
    expect();
    complete("a", 1, "done");
    expect("StepCompleted a", "ExecutionCompleted");
  }

  @Test
  void an_execution_that_waits_for_its_turn_can_be_cancelled() {
    queues = true;
    start("steps: [{id: a, kind: agent, agent: echo}]");
    queues = false;
    expect("ExecutionStarted", "ExecutionQueued");
    send(new Command.Cancel(ID, "ada"));
    expect("ExecutionCancelled");
    send(new Command.Granted(ID));
    expect();
  }

  @Test
  void a_failed_attempt_is_tried_again_after_its_back_off_and_then_fails_the_execution() {
    start(
        """
        steps:
          - id: a
            kind: agent
            agent: echo
            retry: {attempts: 2, delay: PT10S, jitter: 0}
        """);
    expect("ExecutionStarted", "StepScheduled a#1");
    fail("a", 1, "unavailable", true);
    expect("StepFailed a again");
    Event.StepFailed failed = (Event.StepFailed) log.getLast();
    assertThat(failed.nextAttemptAt()).isEqualTo(NOW.plusSeconds(10));
    send(new Command.Timer(ID, "a", 1));
    expect("StepScheduled a#2");
    fail("a", 2, "unavailable", true);
    expect("StepFailed a", "ExecutionFailed");
    assertThat(state.failure()).isEqualTo(new Failure("unavailable", "no"));
  }

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

  private Adoption adoption(Event... events) {
    return adoption(null, events);
  }

  private Adoption adoption(String from, Event... events) {
    List<Line> lines = new ArrayList<>();
    for (Event event : events) {
      lines.add(
          new Line(
              lines.size() + 1,
              NOW,
              EventCodec.type(event),
              EventCodec.write(event),
              EventChain.root(ID)));
    }
    return Adoption.of(
        lines.iterator(),
        new Origin(WORKSPACE, 99, Origin.Mode.RETRY, WORKSPACE, null, Map.of(), null),
        state.workflow().body(),
        from);
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
  void what_a_retry_cannot_help_or_the_step_excludes_is_not_tried_again() {
    start("steps: [{id: a, kind: agent, agent: echo}]");
    drain();
    fail("a", 1, "denied", false);
    expect("StepFailed a", "ExecutionFailed");

    start("steps: [{id: a, kind: agent, agent: echo, retry: {except: [timeout]}}]");
    drain();
    fail("a", 1, "timeout", true);
    expect("StepFailed a", "ExecutionFailed");
  }

  @Test
  void the_time_the_other_side_asks_for_is_waited_out() {
    start("steps: [{id: a, kind: agent, agent: echo, retry: {delay: PT1S, jitter: 0}}]");
    drain();
    send(
        new Command.Outcome(
            ID,
            "a",
            1,
            new Command.Result(
                null,
                new Failure("rate-limited", "slow down"),
                true,
                Duration.ofSeconds(30),
                null,
                List.of())));
    assertThat(((Event.StepFailed) log.getLast()).nextAttemptAt()).isEqualTo(NOW.plusSeconds(30));
    drain();
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
    assertThat(((Event.StepScheduled) log.getLast()).input()).isEqualTo(Map.of("v", "q", "i", 1L));
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
  void an_approval_is_asked_with_exactly_what_is_approved_and_goes_on_once_decided() {
    start(
        """
        steps:
          - id: ask
            kind: approval
            question: "Send it to {{ inputs.who }}?"
            details: {to: "{{ inputs.who }}"}
            assignees: [ada, "role:builder"]
          - {id: send, kind: tool, tool: text/x, input: {to: "{{ steps.ask.output.details.to }}"}}
        edges: [{from: ask, to: send}]
        """);
    expect("ExecutionStarted", "ApprovalRequested ask#1.0");
    Event.ApprovalRequested asked = (Event.ApprovalRequested) log.getLast();
    assertThat(asked.ask()).isEqualTo(new Ask(null, "Send it to Ada?", Map.of("to", "Ada")));
    assertThat(asked.assignees()).containsExactly("ada", "role:builder");
    decide("ask", 1, 0, "another hash", Verdict.APPROVE, null);
    expect();
    decide("ask", 1, 1, asked.hash(), Verdict.APPROVE, null);
    expect();
    decide("ask", 1, 0, asked.hash(), Verdict.EDIT, Map.of("to", "Grace"));
    expect("ApprovalDecided ask EDIT", "StepCompleted ask", "StepScheduled send#1");
    assertThat(((Event.StepScheduled) log.getLast()).input()).isEqualTo(Map.of("to", "Grace"));
    assertThat(state.find("ask").output())
        .isEqualTo(
            Map.of(
                "decision", "edit",
                "by", "ada",
                "comment", "fine",
                "details", Map.of("to", "Grace")));
    decide("ask", 1, 0, asked.hash(), Verdict.REJECT, null);
    expect();
  }

  @Test
  void what_is_rejected_fails_as_denied_and_an_edge_may_handle_it() {
    start(
        """
        steps:
          - {id: ask, kind: approval, question: Go on?}
          - {id: other, kind: agent, agent: echo}
        edges: [{from: ask, to: other, on: failure}]
        """);
    Event.ApprovalRequested asked = (Event.ApprovalRequested) log.getLast();
    assertThat(asked.assignees()).containsExactly("role:operator");
    drain();
    decide("ask", 1, 0, asked.hash(), Verdict.REJECT, null);
    expect("ApprovalDecided ask REJECT", "StepFailed ask", "StepScheduled other#1");
    assertThat(state.find("ask").failure())
        .isEqualTo(new Failure("denied", "Rejected by ada: fine"));
  }

  @Test
  void an_approval_goes_over_to_others_by_hand_and_by_its_sla_and_gives_up_in_time() {
    start(
        """
        steps:
          - id: ask
            kind: approval
            question: Go on?
            assignees: [ada]
            sla: PT1H
            escalateTo: ["role:administrator", ada]
            timeout: PT2H
        """);
    Event.ApprovalRequested asked = (Event.ApprovalRequested) log.getLast();
    assertThat(asked.escalateAt()).isEqualTo(NOW.plusSeconds(3600));
    assertThat(asked.until()).isEqualTo(NOW.plusSeconds(7200));
    drain();
    Command.Delegate delegate =
        new Command.Delegate(ID, "ask", 1, 0, "grace", "yours", "ada", "d1");
    send(delegate);
    expect("ApprovalDelegated ask [grace]");
    send(delegate);
    expect();
    send(new Command.Escalate(ID, "ask", 1, 0));
    expect("ApprovalEscalated ask [grace, role:administrator, ada]");
    send(new Command.Escalate(ID, "ask", 1, 0));
    expect();
    send(new Command.Timer(ID, "ask", 1));
    expect("StepFailed ask", "ExecutionFailed");
    assertThat(state.failure()).isEqualTo(new Failure("timeout", "Nobody decided within PT2H"));
    assertThat(state.approvals()).isEmpty();
  }

  @Test
  void an_attempt_that_asks_is_sent_again_with_each_decision_and_ends_once() {
    start("steps: [{id: a, kind: agent, agent: echo, tools: [mail/send], approve: [mail/*]}]");
    drain();
    Ask ask = Ask.call("echo", "mail/send", Map.of("to", "x"));
    Command.Outcome asks = new Command.Outcome(ID, "a", 1, Command.Result.asks(ask, List.of()));
    send(asks);
    expect("ApprovalRequested a#1.0");
    send(asks);
    expect();
    send(new Command.Timer(ID, "a", 1));
    expect();
    decide("a", 1, 0, ask.hash(), Verdict.APPROVE, null);
    expect("ApprovalDecided a APPROVE");
    assertThat(state.find("a").status()).isEqualTo(StepState.Status.RUNNING);
    assertThat(state.find("a").decided()).hasSize(1);
    send(asks);
    expect();
    Ask more = new Ask(null, "And now?", null);
    send(new Command.Outcome(ID, "a", 1, 1, Command.Result.asks(more, List.of())));
    expect("ApprovalRequested a#1.1");
    decide("a", 1, 1, more.hash(), Verdict.REJECT, null);
    expect("ApprovalDecided a REJECT");
    send(new Command.Outcome(ID, "a", 1, 2, Command.Result.completed("done", List.of())));
    expect("StepCompleted a", "ExecutionCompleted");
  }

  @Test
  void a_rollback_withdraws_what_was_asked_and_asks_anew() {
    start(
        "steps: [{id: a, kind: agent, agent: echo}, {id: ask, kind: approval, question: Ok?}]\n"
            + "edges: [{from: a, to: ask}]");
    complete("a", 1, "A");
    Event.ApprovalRequested asked = (Event.ApprovalRequested) log.getLast();
    drain();
    send(new Command.Rollback(ID, "a", "no", "ada", "r1"));
    expect("RolledBack a [ask, a]", "StepScheduled a#2");
    assertThat(state.approvals()).isEmpty();
    decide("ask", 1, 0, asked.hash(), Verdict.APPROVE, null);
    expect();
    complete("a", 2, "A2");
    expect("StepCompleted a", "ApprovalRequested ask#2.0");
    assertThat(state.approvals()).containsOnlyKeys("ask");
  }

  @Test
  void an_assignee_that_is_none_fails_the_step_and_says_what_is_expected() {
    start("steps: [{id: ask, kind: approval, question: Ok?, assignees: ['{{ inputs.n }}']}]");
    expect("ExecutionStarted", "StepFailed ask", "ExecutionFailed");
    assertThat(state.failure().message()).contains("assignees gave 5").contains("role:operator");
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
  void a_workflow_runs_as_a_step_and_its_output_is_the_steps() {
    start(
        """
        steps:
          - {id: a, kind: workflow, workflow: other, version: 3, inputs: {who: "{{ inputs.who }}"}}
          - {id: b, kind: agent, agent: echo, instruction: "{{ steps.a.output }}"}
        edges: [{from: a, to: b}]
        """);
    expect("ExecutionStarted", "ChildStarted a#1 other");
    Event.ChildStarted child = (Event.ChildStarted) log.get(1);
    assertThat(child.inputs()).isEqualTo(Map.of("who", "Ada"));
    assertThat(child.version()).isEqualTo(3);
    assertThat(state.children()).containsExactly(Map.entry(child.childId(), "a"));
    complete("a", 1, "done");
    expect("StepCompleted a", "StepScheduled b#1");
    assertThat(state.children()).isEmpty();
    complete("a", 1, "again");
    expect();
  }

  @Test
  void a_child_that_failed_fails_its_step_and_is_begun_again_only_if_the_step_says_so() {
    start("steps: [{id: a, kind: workflow, workflow: other}]");
    drain();
    fail("a", 1, "unavailable", true);
    expect("StepFailed a", "ExecutionFailed");
    start("steps: [{id: a, kind: workflow, workflow: other, retry: {attempts: 2}}]");
    drain();
    UUID first = state.find("a").child();
    fail("a", 1, "unavailable", true);
    expect("StepFailed a again");
    send(new Command.Timer(ID, "a", 1));
    expect("ChildStarted a#2 other");
    assertThat(state.find("a").child()).isNotEqualTo(first);
    fail("a", 1, "unavailable", true);
    expect();
    fail("a", 2, "denied", false);
    expect("StepFailed a", "ExecutionFailed");
  }

  @Test
  void a_child_has_the_time_its_step_gives_it() {
    start("steps: [{id: a, kind: workflow, workflow: other, timeout: PT1H}]");
    expect("ExecutionStarted", "ChildStarted a#1 other");
    assertThat(state.find("a").due()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    send(new Command.Timer(ID, "a", 1));
    expect("StepFailed a", "ExecutionFailed");
    assertThat(state.failure().category()).isEqualTo("timeout");
    assertThat(state.children()).isEmpty();
  }

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

  @Test
  void an_expression_that_fails_fails_its_step_and_says_which() {
    start("steps: [{id: a, kind: tool, tool: text/x, input: {v: '{{ $length(inputs.n) }}'}}]");
    expect("ExecutionStarted", "StepFailed a", "ExecutionFailed");
    assertThat(state.failure().category()).isEqualTo("invalid-input");
    assertThat(state.failure().message()).contains("$length(inputs.n)");
  }

  private void later(String duration) {
    now = now.plus(Duration.parse(duration));
    send(new Command.Look(ID));
  }

  @Test
  void what_takes_longer_than_promised_is_noted_once_and_goes_on() {
    start(
        """
        sla: PT1H
        steps:
          - {id: a, kind: agent, agent: echo, sla: PT10M}
          - {id: nap, kind: wait, duration: PT3H, sla: PT2H}
        edges: [{from: a, to: nap}]
        """);
    drain();
    later("PT9M59S");
    expect();
    later("PT1S");
    expect("SlaBreached a 2026-11-23T08:10:00Z");
    later("PT1S");
    expect();
    complete("a", 1, "A");
    expect("StepCompleted a", "StepWaiting nap");
    later("PT1H");
    expect("SlaBreached 2026-11-23T09:00:00Z");
    later("PT2H");
    expect("SlaBreached nap 2026-11-23T10:10:01Z");
    send(new Command.Timer(ID, "nap", 1));
    expect("StepCompleted nap", "ExecutionCompleted");
    later("PT9H");
    expect();
  }

  @Test
  void what_ends_too_late_before_anybody_looked_is_noted_first() {
    start(
        """
        sla: PT1H
        steps:
          - id: each
            kind: forEach
            items: "[1, 2]"
            sla: PT40M
            steps: [{id: t, kind: tool, tool: text/x, sla: PT20M}]
          - {id: b, kind: agent, agent: echo}
        """);
    drain();
    complete("each[0]/t", 1, 0);
    drain();
    now = NOW.plusSeconds(1800);
    fail("each[1]/t", 1, "unavailable", true);
    expect("StepFailed each[1]/t again");
    send(new Command.Timer(ID, "each[1]/t", 1));
    drain();
    now = NOW.plusSeconds(3000);
    complete("each[1]/t", 2, 1);
    expect(
        "SlaBreached each 2026-11-23T08:40:00Z",
        "SlaBreached each[1]/t 2026-11-23T08:20:00Z",
        "StepCompleted each[1]/t",
        "ItemCompleted each[1]",
        "ItemsCompleted each");
    now = NOW.plusSeconds(3601);
    send(new Command.Cancel(ID, "ada"));
    expect("SlaBreached 2026-11-23T09:00:00Z", "ExecutionCancelled");
  }

  @Test
  void a_rollback_does_not_undo_that_it_was_late() {
    start(
        "steps: [{id: a, kind: agent, agent: echo, sla: PT10M}, {id: b, kind: wait, duration: PT9H}]");
    drain();
    later("PT11M");
    expect("SlaBreached a 2026-11-23T08:10:00Z");
    send(new Command.Rollback(ID, "a", "no", "ada", "r1"));
    expect("RolledBack a [a]", "StepScheduled a#2");
    later("PT11M");
    expect();
  }

  @Test
  void a_limited_execution_keeps_its_promise_from_its_start_and_a_step_from_its_own() {
    queues = true;
    start("sla: PT1H\nsteps: [{id: a, kind: agent, agent: echo, sla: PT1H}]");
    queues = false;
    drain();
    later("PT1H");
    expect("SlaBreached 2026-11-23T09:00:00Z");
    send(new Command.Granted(ID));
    expect("ExecutionAdmitted", "StepScheduled a#1");
    later("PT1H");
    expect("SlaBreached a 2026-11-23T10:00:00Z");
  }

  /** Whatever was decided, the log alone gives the same state: that is what a restart reads. */
  private static final String PLANS =
      """
      steps:
        - {id: before, kind: agent, agent: echo}
        - id: plan
          kind: plan
          planner: {kind: agent, agent: planner, instruction: "Plan for {{ inputs.who }}."}
          allow: {agents: [echo], tools: ["text/*"]}
          retry: {attempts: 2}
        - {id: after, kind: agent, agent: echo}
        - {id: instead, kind: agent, agent: echo}
      edges:
        - {from: before, to: plan}
        - {from: plan, to: after}
        - {from: plan, to: instead, on: failure}
      """;

  private static Map<String, Object> plan(String yaml) {
    Validation read = WorkflowReader.read("schema: aiops-studio/workflow/v1\nname: p\n" + yaml);
    assertThat(read.problems()).isEmpty();
    return Plan.read(
            yaml,
            new Step.PlanWork.Allow(
                List.of("*"), List.of("*"), List.of("*"), List.of("*"), List.of("*")),
            1,
            null)
        .text();
  }

  private void planned(String workflow, Object plan) {
    start(workflow);
    complete("before", 1, "B");
    drain();
    complete("plan", 1, plan);
  }

  @Test
  void a_plan_is_part_of_the_execution_once_it_is_given() {
    start(PLANS);
    complete("before", 1, "B");
    expect(
        "ExecutionStarted",
        "StepScheduled before#1",
        "StepCompleted before",
        "StepScheduled plan#1");
    assertThat(((Event.StepScheduled) log.getLast()).input())
        .isEqualTo(Map.of("instruction", "Plan for Ada.", "input", Map.of(), "model", ""));
    complete(
        "plan",
        1,
        """
        ```json
        {"steps": [
          {"id": "look", "kind": "tool", "tool": "text/x", "input": {"of": "{{ steps.before.output }}"}},
          {"id": "say", "kind": "agent", "agent": "echo", "instruction": "{{ steps.look.output }}"}],
         "edges": [{"from": "look", "to": "say"}]}
        ```
        """);
    expect("PlanAdopted plan#1 [look, say]", "StepScheduled plan[0]/look#1");
    assertThat(((Event.StepScheduled) log.getLast()).input()).isEqualTo(Map.of("of", "B"));
    complete("plan", 1, "of another worker: too late");
    fail("plan", 1, "timeout", true);
    expect();
    assertThat(state.tally().stepsKnown()).isEqualTo(6);
    complete("plan[0]/look", 1, "seen");
    complete("plan[0]/say", 1, "said");
    expect(
        "StepCompleted plan[0]/look",
        "StepScheduled plan[0]/say#1",
        "StepCompleted plan[0]/say",
        "StepCompleted plan",
        "StepScheduled after#1",
        "StepSkipped instead");
    assertThat(state.find("plan").output()).isEqualTo("said");
    complete("after", 1, "end");
    assertThat(state.status()).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(state.tally().stepsDone()).isEqualTo(6);
  }

  @Test
  void a_plan_that_cannot_be_used_is_asked_for_again_with_what_is_wrong_with_it() {
    planned(
        PLANS,
        Map.of(
            "steps",
            List.of(
                Map.of("id", "a", "kind", "tool", "tool", "mail/send"),
                Map.of("id", "b", "kind", "agent", "agent", "root", "model", "big"),
                Map.of("id", "c", "kind", "workflow", "workflow", "other"),
                Map.of("id", "d", "kind", "transform", "expression", "1", "pool", "gpu")),
            "edges",
            List.of(Map.of("from", "a", "to", "z"))));
    expect("StepFailed plan again");
    Failure failure = state.find("plan").failure();
    assertThat(failure.category()).isEqualTo("invalid-plan");
    assertThat(failure.message())
        .contains(
            "steps[0].tool: is 'mail/send', which this plan may not use; allowed tools are [text/*]",
            "steps[1].agent: is 'root', which this plan may not use; allowed agents are [echo]",
            "steps[1].model: is 'big', which this plan may not use; allowed models are []",
            "steps[2].workflow: is 'other', which this plan may not use",
            "steps[3].pool: is not for a plan",
            "edges[0].to: is 'z', which is no step here");
    send(new Command.Timer(ID, "plan", 1));
    expect("StepScheduled plan#2");
    assertThat(((Event.StepScheduled) log.getLast()).input())
        .extracting("instruction")
        .asString()
        .startsWith("Plan for Ada.\n\nYou were asked before.")
        .contains("steps[0].tool: is 'mail/send'");
    complete("plan", 2, "I cannot plan today.");
    expect("StepFailed plan", "StepSkipped after", "StepScheduled instead#1");
    assertThat(state.find("plan").failure().message())
        .isEqualTo(
            "The plan cannot be used: it is 'I cannot plan today.'; expected an object with steps"
                + " and edges");
  }

  @Test
  void a_planner_that_could_not_be_reached_is_asked_the_same_again() {
    start(PLANS);
    complete("before", 1, "B");
    Object input = ((Event.StepScheduled) log.getLast()).input();
    fail("plan", 1, "unavailable", true);
    send(new Command.Timer(ID, "plan", 1));
    assertThat(((Event.StepScheduled) log.getLast()).input()).isEqualTo(input);
  }

  @Test
  void a_planned_step_that_fails_fails_the_plan_and_an_edge_leads_on() {
    planned(
        PLANS,
        plan(
            """
            steps:
              - {id: a, kind: tool, tool: text/x}
              - {id: b, kind: tool, tool: text/x}
            """));
    drain();
    fail("plan[0]/a", 1, "denied", false);
    expect(
        "StepFailed plan[0]/a", "StepFailed plan", "StepSkipped after", "StepScheduled instead#1");
    assertThat(state.find("plan").failure()).isEqualTo(new Failure("denied", "In its plan: no"));
    complete("plan[0]/b", 1, "too late");
    expect();
  }

  @Test
  void planned_lists_run_and_plans_stand_in_plans_of_the_same_or_narrower_bounds() {
    planned(
        PLANS,
        plan(
            """
            steps:
              - id: each
                kind: forEach
                items: inputs.list
                steps: [{id: t, kind: transform, expression: item}]
              - id: inner
                kind: plan
                planner: {kind: transform, expression: "1"}
                allow: {tools: ["text/a*"]}
                output: "{{ steps.x.output }}!"
            """));
    drain();
    complete("plan[0]/inner", 1, plan("steps: [{id: x, kind: tool, tool: text/ab}]"));
    expect("PlanAdopted plan[0]/inner#1 [x]", "StepScheduled plan[0]/inner[0]/x#1");
    for (int i = 0; i < 3; i++) {
      complete("plan[0]/each[" + i + "]/t", 1, i);
    }
    complete("plan[0]/inner[0]/x", 1, "X");
    assertThat(state.find("plan").output())
        .isEqualTo(Map.of("each", List.of(0, 1, 2), "inner", "X!"));
  }

  @Test
  void a_plan_within_a_plan_cannot_allow_itself_more() {
    planned(
        PLANS,
        plan(
            """
            steps:
              - id: inner
                kind: plan
                planner: {kind: agent, agent: root}
                allow: {tools: ["*"], agents: [echo]}
            """));
    assertThat(state.find("plan").failure().message())
        .contains(
            "steps[0].planner.agent: is 'root', which this plan may not use",
            "steps[0].allow.tools[0]: is '*', which this plan may not use; allowed tools are [text/*]")
        .doesNotContain("allow.agents");
  }

  @Test
  void plans_stand_three_deep_at_most() {
    String within =
        """
        steps:
          - {id: plan, kind: plan, planner: {kind: agent, agent: echo}, allow: {agents: [echo]}}
        """;
    planned(PLANS, plan(within));
    complete("plan[0]/plan", 1, plan(within));
    drain();
    complete("plan[0]/plan[0]/plan", 1, plan(within));
    expect("StepFailed plan[0]/plan[0]/plan again");
    assertThat(state.find("plan[0]/plan[0]/plan").failure().message())
        .contains("steps[0].kind: is 'plan'; plans stand at most 3 deep");
  }

  @Test
  void a_planned_step_is_rolled_back_with_what_came_of_it_and_the_plan_stays() {
    planned(
        PLANS,
        plan(
            """
            steps:
              - {id: a, kind: tool, tool: text/x}
              - {id: b, kind: tool, tool: text/x}
              - {id: c, kind: tool, tool: text/x}
            edges: [{from: a, to: b}]
            """));
    complete("plan[0]/a", 1, "wrong");
    drain();
    send(new Command.Rollback(ID, "plan[0]/a", "no", "ada", "r1"));
    expect("RolledBack plan[0]/a [plan[0]/b, plan[0]/a]", "StepScheduled plan[0]/a#2");
  }

  @Test
  void a_plan_that_is_rolled_back_is_made_anew_and_its_steps_are_new_attempts() {
    planned(
        PLANS,
        plan("steps: [{id: a, kind: tool, tool: text/x}, {id: b, kind: tool, tool: text/x}]"));
    drain();
    send(new Command.Rollback(ID, "plan", "too long", "ada", "r1"));
    expect("RolledBack plan [plan]", "StepScheduled plan#2");
    assertThat(((Event.StepScheduled) log.getLast()).input())
        .extracting("instruction")
        .asString()
        .contains("What is wrong with it: too long");
    complete("plan[0]/a", 1, "of the old plan");
    expect();
    complete("plan", 2, plan("steps: [{id: a, kind: agent, agent: echo}]"));
    expect("PlanAdopted plan#2 [a]", "StepScheduled plan[0]/a#2");
    complete("plan[0]/a", 2, "A");
    expect(
        "StepCompleted plan[0]/a",
        "StepCompleted plan",
        "StepScheduled after#1",
        "StepSkipped instead");
    assertThat(state.tally().stepsKnown()).isEqualTo(5);
    assertThat(state.tally().stepsDone()).isEqualTo(4);
  }

  @Test
  void what_planned_steps_did_is_undone() {
    planned(
        PLANS.replace("- {from: plan, to: instead, on: failure}", ""),
        plan(
            """
            steps:
              - id: a
                kind: tool
                tool: text/x
                undo: {kind: tool, tool: text/undo, input: {of: "{{ steps.a.output }}"}}
              - {id: b, kind: tool, tool: text/x}
            edges: [{from: a, to: b}]
            """));
    complete("plan[0]/a", 1, "A");
    drain();
    fail("plan[0]/b", 1, "denied", false);
    expect(
        "StepFailed plan[0]/b",
        "StepFailed plan",
        "CompensationStarted",
        "StepScheduled plan[0]/a~undo#1");
    complete("plan[0]/a~undo", 1, "gone");
    expect("StepCompleted plan[0]/a~undo", "ExecutionFailed");
  }

  @Test
  void a_retry_takes_over_the_plan_and_what_its_steps_came_to() {
    prepare(PLANS);
    Map<String, Object> plan =
        plan("steps: [{id: a, kind: tool, tool: text/x}, {id: b, kind: tool, tool: text/x}]");
    state.adopt(
        adoption(
            new Event.StepCompleted("before", 1, "B", null, List.of()),
            new Event.PlanAdopted("plan", 2, plan, false, List.of()),
            new Event.StepCompleted("plan[0]/a", 1, "A", null, List.of()),
            new Event.StepFailed(
                "plan[0]/b", 1, new Failure("denied", "no"), null, List.of(), "x")));
    send(new Command.Start(ID));
    expect(
        "ExecutionStarted",
        "StepAdopted before#1",
        "PlanAdopted plan#1 [a, b]",
        "StepAdopted plan[0]/a#1",
        "StepScheduled plan[0]/b#1");
  }

  @Test
  void a_retry_that_begins_at_the_plan_asks_for_one() {
    prepare(PLANS);
    state.adopt(
        adoption(
            "plan",
            new Event.StepCompleted("before", 1, "B", null, List.of()),
            new Event.PlanAdopted(
                "plan", 1, plan("steps: [{id: a, kind: tool, tool: text/x}]"), false, List.of()),
            new Event.StepCompleted("plan[0]/a", 1, "A", null, List.of())));
    send(new Command.Start(ID));
    expect("ExecutionStarted", "StepAdopted before#1", "StepScheduled plan#1");
  }

  @Test
  void a_plan_within_an_item_sees_the_item() {
    start(
        """
        steps:
          - id: each
            kind: forEach
            items: inputs.list
            concurrency: 1
            steps:
              - {id: plan, kind: plan, planner: {kind: transform, expression: "1"}, allow: {tools: ["*"]}}
        """);
    complete(
        "each[0]/plan",
        1,
        plan("steps: [{id: a, kind: tool, tool: text/x, input: {of: \"{{ item & index }}\"}}]"));
    assertThat(((Event.StepScheduled) log.getLast()).input()).isEqualTo(Map.of("of", "p0"));
    send(new Command.Cancel(ID, "ada"));
    expect(
        "ExecutionStarted",
        "ItemsOpened each",
        "StepScheduled each[0]/plan#1",
        "PlanAdopted each[0]/plan#1 [a]",
        "StepScheduled each[0]/plan[0]/a#1",
        "ExecutionCancelled");
  }

  @AfterEach
  void the_log_written_and_read_folds_to_the_same_state() {
    ExecutionState again = new ExecutionState(ID, WORKSPACE, state.workflow());
    for (Event event : log) {
      again.apply(EventCodec.read(EventCodec.type(event), EventCodec.write(event)), NOW);
      seen.add(EventCodec.type(event));
    }
    assertThat(again.status()).isEqualTo(state.status());
    assertThat(again.sequence()).isEqualTo(state.sequence());
    assertThat(String.valueOf(again.output())).isEqualTo(String.valueOf(state.output()));
  }

  @AfterAll
  void every_type_of_event_was_visited() {
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Event.class.getPermittedSubclasses()).map(Class::getSimpleName).toList());
  }

  private int checked;

  private void start(String body) {
    prepare(body);
    send(new Command.Start(ID));
  }

  private void prepare(String body) {
    Validation read = WorkflowReader.read("schema: aiops-studio/workflow/v1\nname: test\n" + body);
    assertThat(read.problems()).isEmpty();
    log = new ArrayList<>();
    checked = 0;
    now = NOW;
    state = new ExecutionState(ID, WORKSPACE, read.workflow().orElseThrow());
    header =
        new Header(
            ID,
            WORKSPACE,
            ID,
            "test",
            1,
            ExecutionStatus.PENDING,
            Map.of("who", "Ada", "n", 5, "list", List.of("p", "q", "r")),
            "admin",
            NOW,
            "",
            0,
            null,
            4,
            queues,
            null);
  }

  private void send(Command command) {
    log.addAll(Decider.decide(state, header, command, now, inputs));
  }

  private void decide(
      String path, int attempt, int round, String hash, Verdict verdict, Object details) {
    send(new Command.Decide(ID, path, attempt, round, hash, verdict, details, "fine", "ada"));
  }

  private void signal(String name, String id, Object payload) {
    send(new Command.Signal(ID, name, payload, id, "ada"));
  }

  private void complete(String path, int attempt, Object output) {
    send(new Command.Outcome(ID, path, attempt, Command.Result.completed(output, List.of())));
  }

  private void fail(String path, int attempt, String category, boolean retryHelps) {
    send(
        new Command.Outcome(
            ID,
            path,
            attempt,
            Command.Result.failed(new Failure(category, "no"), retryHelps, List.of())));
  }

  private void drain() {
    checked = log.size();
  }

  private void expect(String... events) {
    assertThat(log.subList(checked, log.size()).stream().map(DeciderTest::brief))
        .containsExactly(events);
    drain();
  }

  private static String brief(Event event) {
    String type = EventCodec.type(event);
    return switch (event) {
      case Event.StepScheduled e -> type + " " + e.path() + "#" + e.attempt();
      case Event.StepWaiting e -> type + " " + e.path();
      case Event.PlanAdopted e ->
          type
              + " "
              + e.path()
              + "#"
              + e.attempt()
              + " "
              + Plan.adopted(e.plan(), null).steps().stream().map(Step::id).toList();
      case Event.ItemsOpened e -> type + " " + e.path();
      case Event.ItemCompleted e -> type + " " + e.path() + "[" + e.index() + "]";
      case Event.ItemFailed e -> type + " " + e.path() + "[" + e.index() + "]";
      case Event.ItemsCompleted e -> type + " " + e.path();
      case Event.StepCompleted e -> type + " " + e.path();
      case Event.StepFailed e ->
          type + " " + e.path() + (e.nextAttemptAt() == null ? "" : " again");
      case Event.StepSkipped e -> type + " " + e.path();
      case Event.StepAdopted e -> type + " " + e.path() + "#" + e.attempt();
      case Event.ExecutionQueued e -> type;
      case Event.ExecutionAdmitted e -> type;
      case Event.SignalReceived e -> type + " " + e.name();
      case Event.StepQueued e -> type + " " + e.path() + "#" + e.attempt() + "." + e.round();
      case Event.FallbackTaken e -> type + " " + e.path() + " " + e.to();
      case Event.StepAdmitted e -> type + " " + e.path() + "#" + e.attempt() + "." + e.round();
      case Event.ApprovalRequested e -> type + " " + e.path() + "#" + e.attempt() + "." + e.round();
      case Event.ApprovalDecided e -> type + " " + e.path() + " " + e.verdict();
      case Event.ApprovalDelegated e -> type + " " + e.path() + " " + e.assignees();
      case Event.ApprovalEscalated e -> type + " " + e.path() + " " + e.assignees();
      case Event.UndoRecorded e -> type + " " + e.path();
      case Event.ChildStarted e -> type + " " + e.path() + "#" + e.attempt() + " " + e.workflow();
      case Event.SignalAwaited e -> type + " " + e.path() + " " + e.name();
      case Event.SignalTaken e -> type + " " + e.path() + " " + e.signalId();
      case Event.RolledBack e -> type + " " + e.path() + " " + e.invalidated();
      case Event.SlaBreached e -> type + " " + (e.path() == null ? "" : e.path() + " ") + e.due();
      default -> type;
    };
  }
}
