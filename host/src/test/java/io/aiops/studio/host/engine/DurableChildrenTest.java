package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
}
