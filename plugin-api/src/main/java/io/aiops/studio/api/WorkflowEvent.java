package io.aiops.studio.api;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fact about an execution.
 *
 * @param type such as {@code StepCompleted}
 * @param executionId the execution it belongs to
 * @param sequence 1, 2, 3 … without gaps within the execution
 * @param at when it was decided
 * @param data what the type carries, JSON-like; a {@code step} names the step it is about
 */
public record WorkflowEvent(
    String type,
    String executionId,
    long sequence,
    Instant at,
    Map<String, @Nullable Object> data) {

  public WorkflowEvent {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }
}
