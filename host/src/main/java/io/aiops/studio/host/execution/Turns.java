package io.aiops.studio.host.execution;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: of those that no bound holds back, the highest priority; of those, the
 * workspace with the fewest that run; of those, who asked first. So a workspace that floods takes
 * what others leave, and no more than its share of what they want too.
 */
public final class Turns {

  /**
   * Somebody who waits.
   *
   * @param workflowMost how many of its workflow may run; 0 for any number
   */
  public record Waiting(
      UUID executionId, UUID workspaceId, UUID workflowId, int workflowMost, int priority) {}

  private final int most;
  private final Map<UUID, Integer> workspaceMost;
  private final Map<UUID, Integer> byWorkspace = new HashMap<>();
  private final Map<UUID, Integer> byWorkflow = new HashMap<>();
  private int all;

  /**
   * @param most in all; 0 for any number
   * @param workspaceMost where that is bounded
   */
  public Turns(int most, Map<UUID, Integer> workspaceMost) {
    this.most = most;
    this.workspaceMost = workspaceMost;
  }

  /** So many run already. */
  public void running(UUID workspaceId, UUID workflowId, int many) {
    byWorkspace.merge(workspaceId, many, Integer::sum);
    byWorkflow.merge(workflowId, many, Integer::sum);
    all += many;
  }

  /**
   * @param waiting in the order they asked
   * @param atMost how many to choose
   */
  public List<UUID> choose(List<Waiting> waiting, int atMost) {
    Map<UUID, Deque<Waiting>> lines = new LinkedHashMap<>();
    waiting.stream()
        .sorted(Comparator.comparingInt(Waiting::priority).reversed())
        .forEach(
            each -> lines.computeIfAbsent(each.workflowId(), key -> new ArrayDeque<>()).add(each));
    Map<UUID, Integer> asked = new HashMap<>();
    waiting.forEach(each -> asked.put(each.executionId(), asked.size()));
    List<UUID> chosen = new ArrayList<>();
    while (chosen.size() < atMost && (most == 0 || all < most)) {
      Waiting next = next(lines, asked);
      if (next == null) {
        break;
      }
      chosen.add(next.executionId());
      running(next.workspaceId(), next.workflowId(), 1);
      lines.computeIfPresent(
          next.workflowId(),
          (workflow, line) -> {
            line.remove();
            return line;
          });
    }
    return chosen;
  }

  private @Nullable Waiting next(Map<UUID, Deque<Waiting>> lines, Map<UUID, Integer> asked) {
    return lines.values().stream()
        .filter(line -> !line.isEmpty())
        .map(Deque::getFirst)
        .filter(this::free)
        .min(
            Comparator.comparingInt(Waiting::priority)
                .reversed()
                .thenComparing(each -> byWorkspace.getOrDefault(each.workspaceId(), 0))
                .thenComparing(each -> asked.getOrDefault(each.executionId(), 0)))
        .orElse(null);
  }

  private boolean free(Waiting each) {
    int ofWorkflow = byWorkflow.getOrDefault(each.workflowId(), 0);
    int ofWorkspace = byWorkspace.getOrDefault(each.workspaceId(), 0);
    Integer bound = workspaceMost.get(each.workspaceId());
    return (each.workflowMost() == 0 || ofWorkflow < each.workflowMost())
        && (bound == null || ofWorkspace < bound);
  }
}
