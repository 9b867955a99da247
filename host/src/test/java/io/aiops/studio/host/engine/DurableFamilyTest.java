package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.query.ExecutionViews.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Retries of an execution and of its steps' workflows: there is one that goes on with their keys.
 */
class DurableFamilyTest extends DurableFixture {

  private UUID failedParent(String retry) {
    save("ends-ill", "steps: [{id: a, kind: agent, agent: leaks, retry: {attempts: 1}}]");
    save(
        "trusts-ill",
        "steps: [{id: a, kind: workflow, workflow: ends-ill, retry: %s}]".formatted(retry));
    UUID parent = run("trusts-ill", Map.of());
    assertThat(finish(parent).summary().status()).isEqualTo(Status.FAILED);
    return parent;
  }

  private UUID retry(UUID id) {
    return executions.rerun(caller, id, new ExecutionService.Rerun.Retry(null)).executionId();
  }

  private void refused(UUID id, UUID because) {
    assertThatThrownBy(() -> retry(id))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining(because.toString());
  }

  @Test
  void a_child_is_not_retried_once_its_parent_was() {
    UUID parent = failedParent("{attempts: 1}");
    UUID again = retry(parent);
    finish(again);
    refused(children(parent).getFirst(), again);
    assertThat(finish(retry(children(again).getFirst())).summary().status())
        .isEqualTo(Status.FAILED);
  }

  @Test
  void a_parent_is_not_retried_once_its_child_was() {
    UUID parent = failedParent("{attempts: 1}");
    UUID again = retry(children(parent).getFirst());
    finish(again);
    refused(parent, again);
    finish(retry(again));
  }

  @Test
  void of_a_parent_and_its_child_that_are_retried_at_the_same_time_one_is() {
    UUID parent = failedParent("{attempts: 1}");
    List<UUID> begun = new CopyOnWriteArrayList<>();
    Stream.of(parent, children(parent).getFirst(), parent, children(parent).getFirst())
        .map(id -> CompletableFuture.runAsync(() -> begun.add(retry(id))))
        .toList()
        .forEach(retry -> retry.exceptionally(refused -> null).join());
    assertThat(begun).hasSize(1);
    finish(begun.getFirst());
  }

  @Test
  void a_child_is_not_retried_if_a_later_attempt_of_its_step_went_on_from_it() {
    save("ends-ill-soon", "steps: [{id: a, kind: agent, agent: flaky, retry: {attempts: 1}}]");
    save(
        "insists-ill",
        "steps: [{id: a, kind: workflow, workflow: ends-ill-soon, retry: {attempts: 2, delay: PT0S}}]");
    flaky.set(Integer.MIN_VALUE);
    UUID parent = run("insists-ill", Map.of());
    assertThat(finish(parent).summary().status()).isEqualTo(Status.FAILED);
    List<UUID> children = children(parent);
    assertThat(children).hasSize(2);
    refused(children.getFirst(), children.getLast());
    finish(retry(children.getLast()));
  }

  @Test
  void a_child_of_a_child_is_not_retried_beside_who_stands_above_both() {
    save("ends-ill", "steps: [{id: a, kind: agent, agent: leaks, retry: {attempts: 1}}]");
    save("between", "steps: [{id: a, kind: workflow, workflow: ends-ill}]");
    save(
        "above-tries-later",
        "steps: [{id: a, kind: workflow, workflow: between, retry: {attempts: 2, delay: PT1H}}]");
    UUID above = run("above-tries-later", Map.of());
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> children(above).size() == 1);
    UUID between = children(above).getFirst();
    assertThat(finish(between).summary().status()).isEqualTo(Status.FAILED);
    UUID child = children(between).getFirst();
    refused(child, above);
    executions.cancel(caller, above);
    finish(above);
    UUID again = retry(child);
    finish(again);
    refused(above, again);
    refused(between, again);
  }

  private List<UUID> children(UUID parent) {
    return reader.get(caller, parent).steps().getFirst().attempts().stream()
        .map(attempt -> UUID.fromString(((Map<?, ?>) attempt.input()).get("execution").toString()))
        .toList();
  }
}
