package io.aiops.studio.host.query;

import io.aiops.studio.host.identity.Caller;
import java.util.UUID;

/** Reads executions of the caller's workspace. */
public interface ExecutionQuery {

  /** Newest first. */
  ExecutionViews.Page list(Caller caller, ExecutionViews.Filter filter);

  /**
   * @throws io.aiops.studio.host.problem.NotFoundException if the workspace has no such execution
   */
  ExecutionViews.Detail get(Caller caller, UUID executionId, ExecutionViews.Rows rows);

  /** As {@link #get(Caller, UUID, ExecutionViews.Rows)}, with the first rows. */
  default ExecutionViews.Detail get(Caller caller, UUID executionId) {
    return get(caller, executionId, ExecutionViews.Rows.FIRST);
  }

  /**
   * For somebody who looks again and again: each look reads only what happened since the last.
   *
   * @throws io.aiops.studio.host.problem.NotFoundException if the workspace has no such execution
   */
  Following follow(Caller caller, UUID executionId, ExecutionViews.Rows rows);

  /** One execution, watched. It holds no connection and may be dropped without closing. */
  interface Following {

    /**
     * @throws io.aiops.studio.host.problem.NotFoundException if the caller's workspace has no such
     *     execution
     */
    ExecutionViews.Detail now(Caller caller);
  }

  /**
   * Computes the hashes of its log again and compares them with what is stored.
   *
   * @throws io.aiops.studio.host.problem.NotFoundException if the workspace has no such execution
   */
  ExecutionViews.Verification verify(Caller caller, UUID executionId);

  /**
   * What lists show of one execution, as its row has it; reads none of its events.
   *
   * @throws io.aiops.studio.host.problem.NotFoundException if the workspace has no such execution
   */
  ExecutionViews.Summary summary(Caller caller, UUID executionId);

  /**
   * Events with a sequence above {@code after}, in order: as many as the limit, or fewer if they
   * are large.
   *
   * @param limit 1 to 1,000
   */
  ExecutionViews.Events events(Caller caller, UUID executionId, long after, int limit);
}
