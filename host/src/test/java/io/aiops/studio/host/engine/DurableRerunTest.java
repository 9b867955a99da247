package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.StepChange;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.query.ExecutionViews.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is done again, and what is not: replay, retry, fork, rollback. */
class DurableRerunTest extends DurableFixture {

  @Test
  void what_it_did_is_verified_and_decided_again_without_asking_a_model() {
    save(
        "asked",
        """
        steps:
          - {id: ask, kind: agent, agent: asks, instruction: "why"}
          - {id: pause, kind: wait, duration: PT0.01S}
          - id: each
            kind: forEach
            items: "[1..3]"
            steps: [{id: t, kind: transform, expression: "item / 3"}]
        edges: [{from: ask, to: pause}, {from: pause, to: each}]
        """);
    UUID id = run("asked", Map.of());
    assertThat(finish(id).summary().status()).isEqualTo(Status.COMPLETED);
    int asked = modelCalls.get();
    ExecutionViews.Verification verified = reader.verify(caller, id);
    assertThat(verified.intact()).isTrue();
    assertThat(executions.replay(caller, id))
        .isEqualTo(new ExecutionService.Replayed(verified.events(), verified.hash(), null, null));
    assertThat(modelCalls.get()).isEqualTo(asked);
    Caller other = Workshop.person(UUID.randomUUID());
    assertThatThrownBy(() -> executions.replay(other, id)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> reader.verify(other, id)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void what_was_done_is_undone_before_it_fails_and_done_anew_by_a_retry() {
    save(
        "books",
        """
        steps:
          - {id: a, kind: tool, tool: voice/shout, input: {text: in},
             undo: {kind: tool, tool: voice/shout, input: {text: "un{{ steps.a.output }}"}}}
          - {id: b, kind: agent, agent: flaky, retry: {attempts: 2, delay: PT0S}}
        edges: [{from: a, to: b}]
        """);
    flaky.set(0);
    UUID id = run("books", Map.of());
    ExecutionViews.Detail failed = finish(id);
    assertThat(failed.summary().failure().category()).isEqualTo("unavailable");
    assertThat(failed.steps())
        .extracting(ExecutionViews.Step::path)
        .containsExactly("a", "a~undo", "b");
    assertThat(failed.steps().get(1).attempts().getFirst().output()).isEqualTo("unin!!");
    UUID retry = executions.rerun(caller, id, new ExecutionService.Rerun.Retry(null)).executionId();
    ExecutionViews.Detail again = finish(retry);
    assertThat(again.summary().status()).isEqualTo(Status.COMPLETED);
    assertThat(reader.events(caller, retry, 0, 100).items())
        .extracting(ExecutionViews.Event::type)
        .doesNotContain("StepAdopted");
  }

  @Test
  void a_retry_pays_nothing_that_completed_again() {
    save(
        "fragile",
        """
        steps:
          - {id: ask, kind: agent, agent: asks, instruction: "why"}
          - {id: try, kind: agent, agent: flaky, retry: {attempts: 2, delay: PT0S}}
        edges: [{from: ask, to: try}]
        """);
    flaky.set(0);
    UUID id = run("fragile", Map.of());
    assertThat(finish(id).summary().status()).isEqualTo(Status.FAILED);
    int asked = modelCalls.get();
    ExecutionService.Started retry =
        executions.rerun(caller, id, new ExecutionService.Rerun.Retry("again"));
    assertThat(retry.created()).isTrue();
    assertThat(executions.rerun(caller, id, new ExecutionService.Rerun.Retry("again")))
        .isEqualTo(new ExecutionService.Started(retry.executionId(), false));
    ExecutionViews.Detail detail = finish(retry.executionId());
    assertThat(detail.summary().status()).isEqualTo(Status.COMPLETED);
    assertThat(modelCalls.get()).isEqualTo(asked);
    assertThat(reader.get(caller, id).summary().status()).isEqualTo(Status.FAILED);
    assertThat(executions.replay(caller, retry.executionId()))
        .returns(null, ExecutionService.Replayed::difference)
        .returns(
            reader.verify(caller, retry.executionId()).hash(), ExecutionService.Replayed::hash);
    assertThatThrownBy(() ->
            executions.rerun(caller, retry.executionId(), new ExecutionService.Rerun.Retry(null)))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("Fork it");
  }

  /**
   * Beside each other one would count on an effect that the other undoes: they share their keys.
   */
  @Test
  void what_was_retried_is_not_retried_again_but_its_retry_is() {
    UUID id = failed();
    UUID first = retry(id, "first").executionId();
    assertThat(finish(first).summary().status()).isEqualTo(Status.FAILED);
    assertThatThrownBy(() -> retry(id, "second"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContainingAll(first.toString(), "fork");
    assertThat(retry(id, "first")).isEqualTo(new ExecutionService.Started(first, false));
    assertThat(finish(retry(first, "second").executionId()).summary().status())
        .isEqualTo(Status.FAILED);
  }

  @Test
  void of_many_that_retry_the_same_at_the_same_time_one_does() {
    UUID id = failed();
    List<CompletableFuture<UUID>> retries =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> retry(id, null).executionId()))
            .toList();
    List<UUID> begun = new ArrayList<>();
    for (CompletableFuture<UUID> retry : retries) {
      try {
        begun.add(retry.join());
      } catch (CompletionException e) {
        assertThat(e).hasCauseInstanceOf(ConflictException.class);
      }
    }
    assertThat(begun).hasSize(1);
    finish(begun.getFirst());
  }

  private UUID failed() {
    save("fails", "steps: [{id: a, kind: agent, agent: leaks, retry: {attempts: 1}}]");
    UUID id = run("fails", Map.of());
    assertThat(finish(id).summary().status()).isEqualTo(Status.FAILED);
    return id;
  }

  private ExecutionService.Started retry(UUID id, @Nullable String key) {
    return executions.rerun(caller, id, new ExecutionService.Rerun.Retry(key));
  }

  /** Its numbers are others than those that are read from the log. */
  @Test
  void a_retry_pays_nothing_again_of_an_item_that_an_expression_made() {
    save(
        "fragile-list",
        """
        steps:
          - id: each
            kind: forEach
            items: "[1..3]"
            concurrency: 1
            steps:
              - {id: ask, kind: agent, agent: asks, instruction: "why {{ item }}"}
              - {id: try, kind: agent, agent: flaky, retry: {attempts: 2, delay: PT0S}}
            edges: [{from: ask, to: try}]
        """);
    flaky.set(0);
    int before = modelCalls.get();
    UUID id = run("fragile-list", Map.of());
    assertThat(finish(id).summary().status()).isEqualTo(Status.FAILED);
    assertThat(modelCalls.get()).isEqualTo(before + 1);
    ExecutionService.Started retry =
        executions.rerun(caller, id, new ExecutionService.Rerun.Retry(null));
    assertThat(finish(retry.executionId()).summary().status()).isEqualTo(Status.COMPLETED);
    assertThat(modelCalls.get()).isEqualTo(before + 3);
  }

  @Test
  void a_fork_runs_again_from_a_step_with_another_instruction() {
    save(
        "forked",
        """
        steps:
          - {id: ask, kind: agent, agent: asks, instruction: "why"}
          - {id: say, kind: agent, agent: echo, instruction: "old {{ steps.ask.output }}"}
        edges: [{from: ask, to: say}]
        """);
    UUID id = run("forked", Map.of());
    finish(id);
    int asked = modelCalls.get();
    Map<String, StepChange> changes =
        Map.of("say", new StepChange("new {{ steps.ask.output }}", null, null));
    UUID fork =
        executions
            .rerun(caller, id, new ExecutionService.Rerun.Fork("say", null, null, changes, null))
            .executionId();
    assertThat(finish(fork).output()).isEqualTo(Map.of("text", "new said why"));
    assertThat(modelCalls.get()).isEqualTo(asked);
    assertThat(executions.replay(caller, fork).difference()).isNull();
    assertThatThrownBy(() ->
            executions.rerun(
                caller, id, new ExecutionService.Rerun.Fork("gone", null, null, Map.of(), null)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("gone");
  }

  @Test
  void a_fork_of_a_fork_keeps_what_that_said_differently_unless_it_is_of_another_version() {
    String text =
        """
        steps:
          - {id: say, kind: agent, agent: echo, instruction: "VERSION say"}
          - {id: end, kind: agent, agent: echo,
             instruction: "{{ steps.say.output.text }}, VERSION end"}
        edges: [{from: say, to: end}]
        """;
    save("forked-twice", text.replace("VERSION", "old"));
    UUID id = run("forked-twice", Map.of());
    finish(id);
    UUID first = fork(id, null, Map.of("say", new StepChange("my say", null, null)));
    assertThat(finish(first).output()).isEqualTo(Map.of("text", "my say, old end"));
    StepChange end = new StepChange("{{ steps.say.output.text }}, my end", null, null);
    UUID second = fork(first, null, Map.of("end", end));
    assertThat(finish(second).output()).isEqualTo(Map.of("text", "my say, my end"));
    UUID model = fork(second, 1, Map.of("say", new StepChange(null, "fake/m1", null)));
    assertThat(finish(model).output()).isEqualTo(Map.of("text", "my say, my end"));
    save("forked-twice", text.replace("VERSION", "new"));
    assertThat(finish(fork(second, 2, Map.of())).output())
        .isEqualTo(Map.of("text", "new say, new end"));
  }

  private UUID fork(UUID id, @Nullable Integer version, Map<String, StepChange> changes) {
    return executions
        .rerun(caller, id, new ExecutionService.Rerun.Fork("say", version, null, changes, null))
        .executionId();
  }

  @Test
  void a_rollback_goes_back_to_a_step_of_what_runs_and_forks_what_has_ended() {
    save(
        "back",
        """
        steps:
          - {id: say, kind: agent, agent: echo, instruction: "hi"}
          - {id: nap, kind: wait, duration: PT1H}
        edges: [{from: say, to: nap}]
        """);
    UUID id = run("back", Map.of());
    ExecutionViews.Detail waiting =
        node.reaches(id, d -> d.steps().getLast().status() == Status.WAITING);
    assertThat(waiting.steps().getFirst().attempts()).hasSize(1);
    ExecutionService.Rerun.RollBack wrong =
        new ExecutionService.Rerun.RollBack("say", "too short", null);
    assertThat(executions.rerun(caller, id, wrong))
        .isEqualTo(new ExecutionService.Started(id, false));
    ExecutionViews.Detail again =
        node.reaches(
            id,
            d ->
                d.steps().getLast().status() == Status.WAITING
                    && d.steps().getFirst().attempts().size() == 2);
    assertThat(again.steps().getFirst().attempts().getLast().output().toString())
        .contains("too short", "\"hi\"");
    executions.cancel(caller, id);
    finish(id);
    UUID fork = executions.rerun(caller, id, wrong).executionId();
    assertThat(fork).isNotEqualTo(id);
    node.reaches(fork, d -> d.steps().getLast().status() == Status.WAITING);
    assertThat(executions.replay(caller, fork).difference()).isNull();
    executions.cancel(caller, fork);
    finish(fork);
    Caller other = Workshop.person(UUID.randomUUID());
    assertThatThrownBy(() -> executions.rerun(other, id, wrong))
        .isInstanceOf(NotFoundException.class);
  }
}
