package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.query.ExecutionViews.Status;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What runs when an execution begins to undo what it did. */
class StoppedWhileUndoneTest extends DurableFixture {

  @Test
  void who_cancels_reaches_what_runs_before_all_is_undone_and_waits_for_what_is_to_be_undone()
      throws Exception {
    save(
        "three",
        """
        steps:
          - {id: done, kind: tool, tool: shop/pay, input: {text: done},
             undo: {kind: tool, tool: gate/pass, input: {text: undo}, timeout: PT5M}}
          - {id: runs, kind: agent, agent: stuck, timeout: PT5M}
          - {id: pays, kind: tool, tool: gate/pass, input: {text: pay}, timeout: PT5M,
             undo: {kind: tool, tool: shop/pay, input: {text: back}}}
        """);
    UUID id = run("three", Map.of());
    stuckBegan.await();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> stands(id, "done", Status.COMPLETED) && waiting.contains("pay"));
    executions.cancel(caller, id);
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> waiting.contains("undo"));
    assertThat(stuckEnded.await(60, TimeUnit.SECONDS)).as("interrupted").isTrue();
    assertThat(waiting).as("at work still").containsExactly("pay", "undo");
    assertThat(reader.get(caller, id).summary().status()).isEqualTo(Status.COMPENSATING);
    gate.countDown();
    ExecutionViews.Detail ended = finish(id);
    assertThat(ended.summary().status()).isEqualTo(Status.CANCELLED);
    assertThat(ended.steps())
        .filteredOn(step -> step.status() == Status.COMPLETED)
        .extracting(ExecutionViews.Step::path)
        .containsExactlyInAnyOrder("done", "done~undo", "pays", "pays~undo");
  }

  private boolean stands(UUID id, String path, Status status) {
    return reader.get(caller, id).steps().stream()
        .anyMatch(step -> step.path().equals(path) && step.status() == status);
  }
}
