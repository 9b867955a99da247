package io.aiops.studio.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work for an agent.
 *
 * @param id stable across attempts and restarts; unique in the studio
 * @param attempt 1 for the first try
 * @param instruction what the agent shall do, in words; may be empty
 * @param inputs the data it works on, JSON-like
 * @param decisions what people answered to each {@link AgentResult.NeedsApproval} of this attempt,
 *     in order: after each the attempt is run again
 */
public record AgentTask(
    String id,
    int attempt,
    String instruction,
    Map<String, @Nullable Object> inputs,
    List<Decision> decisions) {

  /**
   * What a person decided.
   *
   * @param question what they were asked
   * @param approved whether the agent may do what it asked about
   * @param edited what it may do instead of the details it gave; null if they count as they are
   * @param by who decided
   * @param comment what they said to it; may be empty
   */
  public record Decision(
      String question,
      boolean approved,
      @Nullable Map<String, @Nullable Object> edited,
      String by,
      String comment) {}

  public AgentTask {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    decisions = List.copyOf(decisions);
  }

  /** Of a first run, about which nobody has decided anything. */
  public AgentTask(
      String id, int attempt, String instruction, Map<String, @Nullable Object> inputs) {
    this(id, attempt, instruction, inputs, List.of());
  }
}
