package io.aiops.studio.cli.server;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A fact about an execution, as its log has it.
 *
 * @param sequence counts from 1 in its execution
 * @param step {@code parse}, or {@code tickets[3]/classify}; empty if it is about no step
 */
public record ExecutionEvent(
    long sequence, String type, Instant at, Optional<String> step, JsonNode data) {

  private static final Set<String> LAST =
      Set.of("ExecutionCompleted", "ExecutionFailed", "ExecutionCancelled");

  static ExecutionEvent read(String text) {
    JsonNode event = Json.mapper().readTree(text);
    return new ExecutionEvent(
        event.path("sequence").asLong(),
        event.path("type").asString(),
        Instant.parse(event.path("at").asString()),
        Optional.of(Json.text(event, "step")).filter(step -> !step.isEmpty()),
        event.path("data"));
  }

  /** The execution has ended with it. */
  public boolean last() {
    return LAST.contains(type);
  }
}
