package io.aiops.studio.host.query;

import io.aiops.studio.host.identity.Caller;
import java.util.List;
import java.util.UUID;

/** Reads executions of the caller's workspace. */
public interface ExecutionQuery {

  /** Newest first. */
  ExecutionViews.Page list(Caller caller, ExecutionViews.Filter filter);

  /**
   * @throws io.aiops.studio.host.problem.NotFoundException if the workspace has no such execution
   */
  ExecutionViews.Detail get(Caller caller, UUID executionId);

  /** Events with a sequence above {@code after}, in order. */
  List<ExecutionViews.Event> events(Caller caller, UUID executionId, long after, int limit);
}
