package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.engine.ExecutionService.Started;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.query.ExecutionViews.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One execution from its start to its end. */
class DurableExecutionTest extends DurableFixture {

  @Test
  void runs_agents_tools_and_expressions_to_the_end() {
    save(
        "chain",
        """
        inputs: {type: object, properties: {who: {type: string, default: you}}}
        steps:
          - {id: hello, kind: agent, agent: echo, instruction: "hello {{ inputs.who }}"}
          - {id: loud, kind: tool, tool: voice/shout, input: {text: "{{ steps.hello.output.text }}"}}
          - {id: ask, kind: agent, agent: asks, instruction: "what"}
          - id: each
            kind: forEach
            items: "[1..20]"
            concurrency: 5
            steps: [{id: t, kind: transform, expression: "item * 2"}]
            output: "{{ steps.t.output }}"
        edges: [{from: hello, to: loud}, {from: loud, to: each}]
        output: {loud: "{{ steps.loud.output }}", ask: "{{ steps.ask.output }}", sum: "{{ $sum(steps.each.output) }}"}
        """);
    ExecutionViews.Detail detail = finish(run("chain", Map.of("who", "Ada")));
    assertThat(detail.summary().status()).isEqualTo(Status.COMPLETED);
    assertThat(detail.output().toString()).isEqualTo("{loud=hello Ada!, ask=said what, sum=420}");
    assertThat(detail.summary().usage().inputTokens()).isEqualTo(10);
    assertThat(detail.summary().usage().simulated()).isTrue();
    assertThat(detail.summary().usage().cost()).isEqualByComparingTo("0.00007");
    assertThat(detail.steps()).hasSize(24).allMatch(step -> step.status() == Status.COMPLETED);
    assertThat(detail.lastSequence()).isEqualTo(detail.steps().size() * 2 + 22);
  }

  @Test
  void tries_again_until_it_works() {
    flaky.set(0);
    save(
        "retry",
        """
        steps: [{id: a, kind: agent, agent: flaky, retry: {attempts: 5, delay: PT0.05S}}]
        """);
    ExecutionViews.Detail detail = finish(run("retry", Map.of()));
    assertThat(detail.summary().status()).isEqualTo(Status.COMPLETED);
    assertThat(detail.output()).isEqualTo(3);
    assertThat(detail.steps().getFirst().attempts()).hasSize(3);
  }

  @Test
  void cancelling_interrupts_what_runs() throws Exception {
    save("stuck", "steps: [{id: a, kind: agent, agent: stuck}]");
    UUID id = run("stuck", Map.of());
    stuckBegan.await();
    executions.cancel(caller, id);
    assertThat(finish(id).summary().status()).isEqualTo(Status.CANCELLED);
    stuckEnded.await();
  }

  @Test
  void a_step_that_takes_too_long_is_ended() {
    save(
        "slow",
        """
        steps: [{id: a, kind: agent, agent: stuck, timeout: PT0.2S, retry: {attempts: 1}}]
        """);
    ExecutionViews.Detail detail = finish(run("slow", Map.of()));
    assertThat(detail.summary().failure().category()).isEqualTo("timeout");
  }

  @Test
  void what_is_no_json_is_refused_where_it_came_from() {
    save("leaks", "steps: [{id: a, kind: agent, agent: leaks, retry: {attempts: 1}}]");
    assertThat(finish(run("leaks", Map.of())).summary().failure().message())
        .contains("java.lang.Object");
  }

  @Test
  void a_plugin_that_is_missing_is_named() {
    save("missing", "steps: [{id: a, kind: agent, agent: gone, retry: {attempts: 1}}]");
    assertThat(finish(run("missing", Map.of())).summary().failure().message())
        .contains("no agent 'gone'");
  }

  @Test
  void the_same_key_gives_the_same_execution_and_another_request_under_it_is_refused() {
    save(
        "keyed",
        "inputs: {type: object, properties: {n: {}, m: {}}}\nsteps: [{id: a, kind: agent, agent: echo}]");
    Started first =
        executions.start(caller, new StartRequest("keyed", null, ordered("n", "m"), "k"));
    Started second =
        executions.start(caller, new StartRequest("keyed", null, ordered("m", "n"), "k"));
    assertThat(second).isEqualTo(new Started(first.executionId(), false));
    assertThatThrownBy(
            () -> executions.start(caller, new StartRequest("keyed", null, Map.of("n", 2), "k")))
        .isInstanceOf(ConflictException.class);
  }

  private static Map<String, Object> ordered(String first, String second) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put(first, 1);
    inputs.put(second, 1);
    return inputs;
  }

  @Test
  void inputs_that_do_not_match_are_named_and_nothing_is_kept() {
    save(
        "strict",
        """
        inputs: {type: object, properties: {n: {type: integer}}, required: [n]}
        steps: [{id: a, kind: agent, agent: echo}]
        """);
    assertThatThrownBy(() -> run("strict", Map.of("n", "x", "m", 1)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("inputs.n")
        .hasMessageContaining("inputs.m");
    assertThat(reader.list(caller, new ExecutionViews.Filter("strict", null, null, 10)).items())
        .isEmpty();
  }

  @Test
  void another_workspace_sees_nothing_of_it() {
    save("mine", "steps: [{id: a, kind: agent, agent: echo}]");
    UUID id = run("mine", Map.of());
    Caller other = Workshop.person(UUID.randomUUID());
    assertThatThrownBy(() -> reader.get(other, id)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> executions.cancel(other, id)).isInstanceOf(NotFoundException.class);
    assertThat(reader.list(other, new ExecutionViews.Filter(null, null, null, 10)).items())
        .isEmpty();
  }
}
