package io.aiops.studio.host.taskqueue;

import io.aiops.studio.host.execution.Decided;
import java.util.List;

/**
 * What a person has to approve within a task, and what they have decided so far.
 *
 * @param patterns tools whose calls are approved one by one
 * @param decided within this attempt, in order
 */
public record TaskApprovals(List<String> patterns, List<Decided> decided) {

  public static final TaskApprovals NONE = new TaskApprovals(List.of(), List.of());

  public TaskApprovals {
    patterns = List.copyOf(patterns);
    decided = List.copyOf(decided);
  }

  /** Tells the deliveries of one attempt apart: each decision makes another. */
  public int round() {
    return decided.size();
  }
}
