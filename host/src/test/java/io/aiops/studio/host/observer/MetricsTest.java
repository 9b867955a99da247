package io.aiops.studio.host.observer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private static CallRecord call(String model, long tokens) {
    return new CallRecord("model", model, NOW, 5, tokens, 1, null, null, false, null);
  }

  private static ExecutionState state() {
    return new ExecutionState(
        UUID.randomUUID(),
        UUID.randomUUID(),
        WorkflowReader.read(
                """
                schema: aiops-studio/workflow/v1
                name: w
                steps: [{id: a, kind: agent, agent: echo}]
                """)
            .workflow()
            .orElseThrow());
  }

  /** A provider may say another name each time. */
  @Test
  void only_so_many_names_are_told_apart_and_none_is_longer_than_names_are() {
    List<CallRecord> calls = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      calls.add(call("model-" + i, 1));
    }
    calls.addFirst(call("x".repeat(100_000), 1));
    try (Metrics metrics = new Metrics(Map::of)) {
      Event done = new Event.StepCompleted("a", 1, null, null, calls);
      metrics.count(new Append(state(), 1, NOW, List.of(done), null, List.of()));
      assertThat(metrics.scrape().lines())
          .filteredOn(
              line -> line.startsWith("studio_model_tokens_total") && line.contains("input"))
          .hasSize(501)
          .allMatch(line -> line.length() < 300)
          .anyMatch(line -> line.contains("name=\"others\"") && line.endsWith(" 1501.0"));
    }
  }

  @Test
  void the_tokens_of_each_call_are_counted_whatever_came_of_the_attempt() {
    Failure failure = new Failure("unavailable", "no");
    List<Event> events =
        List.of(
            new Event.StepCompleted("a", 1, null, null, List.of(call("done", 11))),
            new Event.StepFailed("b", 1, failure, null, List.of(call("failed", 12)), "b#1"),
            new Event.PlanAdopted("c", 1, Map.of(), false, List.of(call("planned", 13))),
            new Event.FallbackTaken(
                "d", 1, failure, "agent 'echo'", List.of(call("left", 14)), "d#1"));
    try (Metrics metrics = new Metrics(Map::of)) {
      metrics.count(new Append(state(), 1, NOW, events, null, List.of()));
      assertThat(metrics.scrape().lines())
          .filteredOn(
              line -> line.startsWith("studio_model_tokens_total") && line.contains("input"))
          .map(line -> line.replaceAll(".*name=\"(\\w+)\".* ", "$1 "))
          .containsExactlyInAnyOrder("done 11.0", "failed 12.0", "planned 13.0", "left 14.0");
    }
  }
}
