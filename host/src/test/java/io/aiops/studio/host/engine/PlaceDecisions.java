package io.aiops.studio.host.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Place;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.taskqueue.Command;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Places at connections, and turns of executions. */
abstract class PlaceDecisions extends Decisions {

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
  void the_time_for_what_the_attempt_had_asked_does_not_end_its_wait_for_a_place() {
    start(
        """
        steps:
          - {id: a, kind: agent, agent: echo, tools: [t/x], approve: [t/x],
             approval: {timeout: PT2H}}
        """);
    Ask ask = new Ask("t/x", "May it?", Map.of());
    send(new Command.Outcome(ID, "a", 1, 0, Command.Result.asks(ask, List.of())));
    send(new Command.Decide(ID, "a", 1, 0, ask.hash(), Verdict.APPROVE, null, "", "ada"));
    drain();
    queue("a", 1, 1, "t");
    expect("StepQueued a#1.0");
    now = NOW.plusSeconds(7200);
    send(new Command.Timer(ID, "a", 1));
    expect();
    send(new Command.PlaceGranted(ID, "a", 1, 0));
    expect("StepAdmitted a#1.0");
  }

  @Test
  void nor_does_it_where_that_wait_has_a_bound_of_its_own() {
    start(
        """
        steps:
          - {id: a, kind: agent, agent: echo, tools: [t/x], approve: [t/x],
             approval: {timeout: PT2H}, totalTimeout: PT3H}
        """);
    Ask ask = new Ask("t/x", "May it?", Map.of());
    send(new Command.Outcome(ID, "a", 1, 0, Command.Result.asks(ask, List.of())));
    send(new Command.Decide(ID, "a", 1, 0, ask.hash(), Verdict.APPROVE, null, "", "ada"));
    drain();
    queue("a", 1, 1, "t");
    now = NOW.plusSeconds(7200);
    send(new Command.Timer(ID, "a", 1));
    expect("StepQueued a#1.0");
    now = NOW.plusSeconds(10_800);
    send(new Command.Timer(ID, "a", 1));
    expect("StepFailed a", "ExecutionFailed");
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
  void who_fails_while_it_is_undone_gives_the_place_back_that_what_undoes_may_wait_for() {
    start(
        """
        steps:
          - {id: a, kind: tool, tool: t/x, undo: {kind: tool, tool: t/y}}
          - {id: b, kind: tool, tool: t/x}
          - {id: c, kind: tool, tool: other/x}
        """);
    complete("a", 1, "A");
    drain();
    queue("b", 1, 0, "t");
    send(new Command.PlaceGranted(ID, "b", 1, 0));
    send(new Command.Cancel(ID, "ada"));
    queue("a~undo", 1, 0, "t");
    drain();
    Command.Result no = Command.Result.failed(new Failure("denied", "no"), false, List.of());
    send(new Command.Outcome(ID, "c", 1, 0, no));
    expect();
    send(new Command.Outcome(ID, "b", 1, 1, no));
    expect("StepFailed b");
    assertThat(state.placing().steps()).extracting(StepState::path).containsExactly("a~undo");
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
    expect("ExecutionStarted", "ExecutionQueued");
    assertThat(state.queued()).isTrue();
    assertThat(Deadlines.waitsOutside(state)).as("nobody has forgotten it").isTrue();
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
    expect("ExecutionStarted", "ExecutionQueued");
    send(new Command.Cancel(ID, "ada"));
    expect("ExecutionCancelled");
    send(new Command.Granted(ID));
    expect();
  }
}
