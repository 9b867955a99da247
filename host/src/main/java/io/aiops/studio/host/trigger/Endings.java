package io.aiops.studio.host.trigger;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came out of an execution that has ended, read from its log. */
final class Endings {

  private final ExecutionStore executions;

  Endings(ExecutionStore executions) {
    this.executions = executions;
  }

  /**
   * {@code id}, {@code workflow}, {@code version}, {@code status}, {@code startedBy}; {@code
   * output} if it completed, {@code failure} with {@code category} and {@code message} if it
   * failed.
   */
  Map<String, @Nullable Object> of(UUID executionId) {
    Header header =
        executions
            .header(executionId)
            .orElseThrow(() -> new IllegalStateException("No execution " + executionId));
    Map<String, @Nullable Object> ended = new LinkedHashMap<>();
    ended.put("id", executionId.toString());
    ended.put("workflow", header.workflow());
    ended.put("version", header.version());
    ended.put("status", header.status().name());
    ended.put("startedBy", header.startedBy());
    executions.events(executionId, header.lastSequence() - 1, 1).stream()
        .map(ExecutionStore.Recorded::event)
        .forEach(event -> {
          switch (event) {
            case Event.ExecutionCompleted e -> ended.put("output", e.output());
            case Event.ExecutionFailed e ->
                ended.put(
                    "failure",
                    Map.of("category", e.failure().category(), "message", e.failure().message()));
            default -> {}
          }
        });
    return ended;
  }
}
