package io.aiops.studio.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work for an agent.
 *
 * @param id stable across attempts and restarts; unique in the studio
 * @param attempt 1 for the first try
 * @param instruction what the agent shall do, in words; may be empty
 * @param inputs the data it works on, JSON-like
 */
public record AgentTask(
    String id, int attempt, String instruction, Map<String, @Nullable Object> inputs) {

  public AgentTask {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }
}
