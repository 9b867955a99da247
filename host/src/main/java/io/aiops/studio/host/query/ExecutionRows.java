package io.aiops.studio.host.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The projection of executions that lists are drawn from. Every method is bound to one workspace.
 */
public interface ExecutionRows {

  /** Newest first; {@code next} is null on the last page. */
  ExecutionViews.Page list(UUID workspaceId, ExecutionViews.Filter filter);

  /**
   * What the page of one execution needs besides its events.
   *
   * @param inputs JSON text
   * @param parent null if it is nobody's step
   */
  record Row(
      ExecutionViews.Summary summary,
      UUID workflowId,
      String inputs,
      long lastSequence,
      ExecutionViews.@Nullable Parent parent) {}

  Optional<Row> find(UUID workspaceId, UUID executionId);

  /** Of the newest 10,000 executions of the workspace, those that have not ended. */
  QueueViews.Unfinished unfinished(UUID workspaceId);

  /** How many executions and steps of the workspace were noted as late since; at most 10,000. */
  long slaBreaches(UUID workspaceId, Instant since);

  /**
   * Steps that were noted as late.
   *
   * @param path of the step, without the numbers of its items: {@code tickets[]/classify}
   * @param count how many of them
   */
  record Late(UUID workflowId, int version, String path, long count) {}

  /** The steps among those that {@link #slaBreaches} counts. */
  List<Late> lateSteps(UUID workspaceId, Instant since);
}
