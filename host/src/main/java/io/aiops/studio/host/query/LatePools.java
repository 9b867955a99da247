package io.aiops.studio.host.query;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.Queueing;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.query.ExecutionRows.Late;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which pools' workers late steps were for. An event does not say; the workflow does. Steps that
 * are no tasks, and those of a plan, which stands in no workflow, are of none.
 */
public final class LatePools {

  /** The workflow versions that executions are pinned to. */
  @FunctionalInterface
  public interface Workflows {
    /**
     * @throws IllegalStateException if it is gone or cannot be read
     */
    Workflow get(UUID workspaceId, UUID workflowId, int version);
  }

  private LatePools() {}

  /** How many, by the name of the pool's queue. */
  static Map<String, Long> count(UUID workspaceId, List<Late> late, Workflows workflows) {
    Map<String, Long> counts = new HashMap<>();
    for (Late each : late) {
      String pool = pool(workspaceId, each, workflows);
      if (pool != null) {
        String queue = pool.equals(Queueing.DEFAULT_POOL) ? "tasks" : "tasks." + pool;
        counts.merge(queue, each.count(), Long::sum);
      }
    }
    return counts;
  }

  private static @Nullable String pool(UUID workspaceId, Late late, Workflows workflows) {
    Workflow workflow;
    try {
      workflow = workflows.get(workspaceId, late.workflowId(), late.version());
    } catch (IllegalStateException e) {
      // Damaged: its executions say so; the queues are shown all the same.
      return null;
    }
    Step step = step(workflow.body(), late.path());
    return step != null && task(step.work()) ? workflow.queueing().poolOf(step) : null;
  }

  private static @Nullable Step step(Body body, String path) {
    int slash = path.indexOf('/');
    String id = slash < 0 ? path : path.substring(0, path.lastIndexOf('[', slash));
    for (Step step : body.steps()) {
      if (step.id().equals(id)) {
        if (slash < 0) {
          return step;
        }
        return step.work() instanceof Step.ForEachWork list
            ? step(list.body(), path.substring(slash + 1))
            : null;
      }
    }
    return null;
  }

  private static boolean task(Step.Work work) {
    return switch (work) {
      case Step.AgentWork w -> true;
      case Step.ToolWork w -> true;
      case Step.TransformWork w -> true;
      case Step.PlanWork w -> true;
      case Step.SwitchWork w -> false;
      case Step.ForEachWork w -> false;
      case Step.WaitWork w -> false;
      case Step.SignalWork w -> false;
      case Step.ApprovalWork w -> false;
      case Step.WorkflowWork w -> false;
    };
  }
}
