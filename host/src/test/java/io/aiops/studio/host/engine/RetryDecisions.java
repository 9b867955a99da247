package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts that fail, and what is tried instead. */
abstract class RetryDecisions extends Decisions {

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

  private void postpone(String path, int attempt) {
    postpone(path, attempt, "circuit-open", Duration.ofSeconds(33));
  }

  private void postpone(String path, int attempt, String category, Duration wait) {
    send(
        new Command.Outcome(
            ID,
            path,
            attempt,
            new Command.Result(null, new Failure(category, "away"), true, wait, null, List.of())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plugin-on-trial", "not-here"})
  void what_a_swap_of_a_plugin_keeps_from_ending_is_made_later_whatever_follows_its_failure(
      String category) {
    start(
        """
        steps:
          - {id: a, kind: agent, agent: x, retry: {attempts: 1}, fallback: {model: small}}
        """);
    drain();
    for (int attempt = 1; attempt <= 60; attempt++) {
      postpone("a", attempt, category, Duration.ofSeconds(1));
      expect("StepFailed a again");
      assertThat(((Event.StepFailed) log.getLast()).nextAttemptAt()).isEqualTo(NOW.plusSeconds(1));
      send(new Command.Timer(ID, "a", attempt));
      drain();
    }
    postpone("a", 61, category, Duration.ofSeconds(1));
    expect("StepFailed a", "ExecutionFailed");
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
}
