package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Workflows that run as a step. */
abstract class ChildDecisions extends Decisions {

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

  @Test
  void a_child_goes_on_from_the_one_before_it_and_not_once_its_step_is_rolled_back() {
    start("steps: [{id: a, kind: workflow, workflow: other, retry: {attempts: 3}}]");
    assertThat(state.earlierChild(state.find("a"))).isNull();
    UUID first = state.find("a").child();
    fail("a", 1, "unavailable", true);
    send(new Command.Timer(ID, "a", 1));
    assertThat(state.earlierChild(state.find("a"))).isEqualTo(first);
    send(new Command.Rollback(ID, "a", "wrong", "ada", "r"));
    assertThat(state.find("a").attempt()).isEqualTo(3);
    assertThat(state.earlierChild(state.find("a"))).isNull();
  }

  @Test
  void a_retry_knows_the_children_of_what_it_retries() {
    UUID there = UUID.randomUUID();
    Event began = new Event.ChildStarted("a", 1, there, "other", null, Map.of(), null, "s");
    Event back = new Event.RolledBack("a", "wrong", "ada", "r", null, List.of("a"));
    prepare("steps: [{id: a, kind: workflow, workflow: other}]");
    state.adopt(adoption(began));
    send(new Command.Start(ID));
    assertThat(state.earlierChild(state.find("a"))).isEqualTo(there);
    prepare("steps: [{id: a, kind: workflow, workflow: other}]");
    state.adopt(adoption(began, back));
    send(new Command.Start(ID));
    assertThat(state.earlierChild(state.find("a"))).isNull();
  }
}
