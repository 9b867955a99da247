package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.query.ExecutionViews.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Workflows that run as a step of another. */
class DurableChildrenTest extends DurableFixture {

  @Test
  void a_workflow_runs_as_a_step_of_another() {
    save(
        "greets",
        """
        inputs: {type: object, properties: {who: {type: string, default: you}}}
        steps: [{id: hello, kind: agent, agent: echo, instruction: "hello {{ inputs.who }}"}]
        output: "{{ steps.hello.output.text }}"
        """);
    save(
        "greeter",
        """
        steps:
          - id: each
            kind: forEach
            items: ["Ada", "Grace"]
            steps: [{id: greet, kind: workflow, workflow: greets, inputs: {who: "{{ item }}"}}]
            output: "{{ steps.greet.output }}"
        output: "{{ steps.each.output }}"
        """
            .replace("[\"Ada\", \"Grace\"]", "'[\"Ada\", \"Grace\"]'"));
    ExecutionViews.Detail parent = finish(run("greeter", Map.of()));
    assertThat(parent.output()).isEqualTo(List.of("hello Ada", "hello Grace"));
    Object input = parent.steps().get(1).attempts().getFirst().input();
    UUID child = UUID.fromString(((Map<?, ?>) input).get("execution").toString());
    assertThat(reader.get(caller, child).parent())
        .isEqualTo(new ExecutionViews.Parent(parent.summary().id(), "each[0]/greet", 1));
    assertThat(executions.replay(caller, parent.summary().id()).difference()).isNull();
    assertThat(promises()).isEmpty();
  }

  @Test
  void a_child_that_failed_fails_its_parent_and_says_which_it_was() {
    save("breaks", "steps: [{id: a, kind: agent, agent: leaks, retry: {attempts: 1}}]");
    save("trusts", "steps: [{id: a, kind: workflow, workflow: breaks}]");
    ExecutionViews.Detail parent = finish(run("trusts", Map.of()));
    assertThat(parent.summary().status()).isEqualTo(Status.FAILED);
    Object input = parent.steps().getFirst().attempts().getFirst().input();
    assertThat(parent.summary().failure().message())
        .contains(((Map<?, ?>) input).get("execution").toString(), "breaks");
  }

  @Test
  void a_child_that_cannot_begin_fails_its_step_and_one_that_runs_itself_ends() {
    save("nowhere", "steps: [{id: a, kind: workflow, workflow: is-not-there}]");
    assertThat(finish(run("nowhere", Map.of())).summary().failure().message())
        .contains("no workflow 'is-not-there'");
    save("itself", "steps: [{id: a, kind: workflow, workflow: itself}]");
    assertThat(finish(run("itself", Map.of())).summary().failure().message())
        .contains("at most 10");
  }

  @Test
  void who_cancels_a_parent_cancels_its_children() {
    save("sleeps", "steps: [{id: a, kind: wait, duration: PT1H}]");
    save("waits", "steps: [{id: a, kind: workflow, workflow: sleeps}]");
    UUID id = run("waits", Map.of());
    UUID child =
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () ->
                    reader
                        .list(caller, new ExecutionViews.Filter("sleeps", null, null, 10))
                        .items(),
                found -> !found.isEmpty())
            .getFirst()
            .id();
    executions.cancel(caller, id);
    assertThat(finish(id).summary().status()).isEqualTo(Status.CANCELLED);
    assertThat(finish(child).summary().status()).isEqualTo(Status.CANCELLED);
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> promises().isEmpty());
  }

  private void savePaying() {
    save(
        "pays",
        """
        steps:
          - {id: ask, kind: agent, agent: asks, instruction: "why"}
          - {id: pay, kind: tool, tool: shop/pay, input: {text: once}}
          - {id: try, kind: agent, agent: flaky, retry: {attempts: 2, delay: PT0S}}
        edges: [{from: ask, to: pay}, {from: pay, to: try}]
        """);
    flaky.set(0);
    keys.clear();
  }

  @Test
  void a_child_that_is_begun_again_goes_on_from_the_one_before() {
    savePaying();
    save(
        "insists",
        "steps: [{id: a, kind: workflow, workflow: pays, retry: {attempts: 2, delay: PT0S}}]");
    int before = modelCalls.get();
    ExecutionViews.Detail parent = finish(run("insists", Map.of()));
    assertThat(parent.summary().status()).isEqualTo(Status.COMPLETED);
    assertThat(modelCalls.get()).as("asked once").isEqualTo(before + 1);
    assertThat(keys).as("paid once").hasSize(1);
    List<UUID> children = children(parent.summary().id());
    assertThat(children).hasSize(2).doesNotHaveDuplicates();
    assertThat(executions.replay(caller, children.getLast()).difference()).isNull();
    assertThat(reader.verify(caller, children.getLast()).problem()).isNull();
  }

  @Test
  void a_retry_goes_on_within_the_child_that_failed_and_one_below_it() {
    savePaying();
    save("middle", "steps: [{id: b, kind: workflow, workflow: pays}]");
    save(
        "outer",
        """
        steps:
          - id: each
            kind: forEach
            items: "[1..2]"
            concurrency: 1
            steps: [{id: a, kind: workflow, workflow: middle}]
        """);
    flaky.set(Integer.MIN_VALUE);
    int before = modelCalls.get();
    UUID id = run("outer", Map.of());
    assertThat(finish(id).summary().status()).isEqualTo(Status.FAILED);
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> promises().isEmpty());
    assertThat(modelCalls.get()).isEqualTo(before + 1);
    flaky.set(10);
    UUID retry = executions.rerun(caller, id, new ExecutionService.Rerun.Retry(null)).executionId();
    assertThat(finish(retry).summary().status()).isEqualTo(Status.COMPLETED);
    assertThat(modelCalls.get()).as("each item asked once").isEqualTo(before + 2);
    assertThat(keys).as("each item paid once").hasSize(2);
    assertThat(executions.replay(caller, retry).difference()).isNull();
  }

  @Test
  void a_child_is_not_retried_beside_its_parent() {
    save("ends-ill", "steps: [{id: a, kind: agent, agent: leaks, retry: {attempts: 1}}]");
    save(
        "tries-later",
        "steps: [{id: a, kind: workflow, workflow: ends-ill, retry: {attempts: 2, delay: PT1H}}]");
    UUID parent = run("tries-later", Map.of());
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> children(parent).size() == 1);
    UUID child = children(parent).getFirst();
    assertThat(finish(child).summary().status()).isEqualTo(Status.FAILED);
    ExecutionService.Rerun.Retry retry = new ExecutionService.Rerun.Retry(null);
    assertThatThrownBy(() -> executions.rerun(caller, child, retry))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining(parent.toString());
    executions.cancel(caller, parent);
    assertThat(finish(parent).summary().status()).isEqualTo(Status.CANCELLED);
    assertThat(executions.rerun(caller, child, retry).executionId()).isNotEqualTo(child);
  }

  @Test
  void a_call_that_failed_in_a_child_is_made_again_under_its_key_in_the_next() {
    keys.clear();
    save(
        "bounces",
        """
        steps:
          - {id: pay, kind: tool, tool: shop/pay, input: {text: bounces}, retry: {attempts: 1}}
        """);
    save(
        "again",
        "steps: [{id: a, kind: workflow, workflow: bounces, retry: {attempts: 2, delay: PT0S}}]");
    assertThat(finish(run("again", Map.of())).summary().status()).isEqualTo(Status.COMPLETED);
    assertThat(keys).hasSize(2);
    assertThat(keys.getFirst()).isEqualTo(keys.getLast());
  }

  @Test
  void a_child_that_is_rolled_back_to_begins_anew() {
    savePaying();
    save(
        "changes",
        """
        steps:
          - {id: a, kind: workflow, workflow: pays}
          - {id: stop, kind: signal, signal: never}
        edges: [{from: a, to: stop}]
        """);
    flaky.set(10);
    UUID id = run("changes", Map.of());
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> waits(id, "stop"));
    executions.rerun(caller, id, new ExecutionService.Rerun.RollBack("a", "wrong", "back"));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(keys).hasSize(2).doesNotHaveDuplicates());
    executions.cancel(caller, id);
    finish(id);
  }

  private boolean waits(UUID id, String path) {
    return reader.get(caller, id).steps().stream()
        .anyMatch(step -> step.path().equals(path) && step.status() == Status.WAITING);
  }

  private List<UUID> children(UUID parent) {
    return reader.get(caller, parent).steps().getFirst().attempts().stream()
        .map(attempt -> UUID.fromString(((Map<?, ?>) attempt.input()).get("execution").toString()))
        .toList();
  }
}
