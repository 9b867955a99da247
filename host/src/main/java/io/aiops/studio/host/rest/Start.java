package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.engine.ExecutionService.Started;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.InvalidException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an execution is to be started with.
 *
 * @param workflow its name
 * @param version null for the newest
 * @param inputs as the workflow's input schema says; null for none
 * @param priority 0 to 9, those with more go first; null for the workflow's
 */
public record Start(
    String workflow,
    @Nullable Integer version,
    @Nullable Map<String, @Nullable Object> inputs,
    @Nullable Integer priority) {

  private static final int MAX_KEY = 200;

  /**
   * @param key the header 'Idempotency-Key'; null for none
   */
  Started begin(Studio studio, Caller caller, @Nullable String key) {
    if (key != null && (key.isBlank() || key.length() > MAX_KEY)) {
      throw new InvalidException(
          "Idempotency-Key", "The key must have 1 to %d characters.".formatted(MAX_KEY));
    }
    return studio
        .executions()
        .start(
            caller,
            new StartRequest(workflow, version, inputs == null ? Map.of() : inputs, key, priority));
  }
}
