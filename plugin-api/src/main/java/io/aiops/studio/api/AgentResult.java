package io.aiops.studio.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an agent gives back. */
public sealed interface AgentResult {

  /**
   * The task is done.
   *
   * @param output JSON-like; what the next steps see as {@code steps.<id>.output}
   */
  record Completed(@Nullable Object output) implements AgentResult {}

  /**
   * The task is done as far as its limits allowed, and says so. The step completes; its output
   * carries {@code limitReached} so that nobody takes a part for the whole.
   *
   * @param output what there is so far, JSON-like
   * @param limit which bound was reached, in words: {@code "8 turns"}
   */
  record LimitReached(@Nullable Object output, String limit) implements AgentResult {}

  /**
   * A person has to decide before the agent may go on.
   *
   * @param question what the person is asked
   * @param details what they need to see to decide, JSON-like
   */
  record NeedsApproval(String question, Map<String, @Nullable Object> details)
      implements AgentResult {
    public NeedsApproval {
      details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
  }
}
