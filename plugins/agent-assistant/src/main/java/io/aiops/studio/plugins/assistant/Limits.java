package io.aiops.studio.plugins.assistant;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a conversation may go. Looked at between calls: one that is under way is let finish.
 *
 * @param turns model calls
 * @param tokens input and output together, over all turns
 * @param time from the first turn on; empty for the step's own time-out
 * @param answer the shape of the answer; empty for text
 */
record Limits(
    int turns,
    long tokens,
    Optional<Duration> time,
    double temperature,
    String system,
    Optional<Map<?, ?>> answer) {

  private static final int TURNS = 8;
  private static final long TOKENS = 20_000;
  private static final String SYSTEM =
      "You do one step of a workflow. Use the input and the tools you are given; do not invent"
          + " facts. Answer with the result only.";

  static Limits of(Map<String, @Nullable Object> settings) {
    return new Limits(
        settings.get("maxTurns") instanceof Number n ? n.intValue() : TURNS,
        settings.get("maxTokens") instanceof Number n ? n.longValue() : TOKENS,
        settings.get("maxSeconds") instanceof Number n
            ? Optional.of(Duration.ofSeconds(n.longValue()))
            : Optional.empty(),
        settings.get("temperature") instanceof Number n ? n.doubleValue() : 0,
        settings.get("system") instanceof String text && !text.isBlank() ? text : SYSTEM,
        settings.get("outputSchema") instanceof Map<?, ?> schema && !schema.isEmpty()
            ? Optional.of(schema)
            : Optional.empty());
  }
}
