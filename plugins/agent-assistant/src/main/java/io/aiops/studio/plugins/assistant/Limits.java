package io.aiops.studio.plugins.assistant;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a conversation may go.
 *
 * @param turns model calls
 * @param tokens input and output together, over all turns
 * @param answer the shape of the answer; empty for text
 */
record Limits(
    int turns, long tokens, double temperature, String system, Optional<Map<?, ?>> answer) {

  private static final int TURNS = 8;
  private static final long TOKENS = 20_000;
  private static final String SYSTEM =
      "You do one step of a workflow. Use the input and the tools you are given; do not invent"
          + " facts. Answer with the result only.";

  static Limits of(Map<String, @Nullable Object> settings) {
    return new Limits(
        settings.get("maxTurns") instanceof Number n ? n.intValue() : TURNS,
        settings.get("maxTokens") instanceof Number n ? n.longValue() : TOKENS,
        settings.get("temperature") instanceof Number n ? n.doubleValue() : 0,
        settings.get("system") instanceof String text && !text.isBlank() ? text : SYSTEM,
        settings.get("outputSchema") instanceof Map<?, ?> schema && !schema.isEmpty()
            ? Optional.of(schema)
            : Optional.empty());
  }
}
