package io.aiops.studio.host.engine;

import io.aiops.studio.host.identity.Caller;
import org.jspecify.annotations.Nullable;

/** How many executions of a workspace may run at the same time. */
public interface LimitService {

  /** What a bound may be at most. */
  int MOST = 1_000_000;

  /**
   * @param executions that may run at the same time; null for any number
   * @param running of those that take one of a bounded number of places, their workflow's too
   * @param waiting for such a place
   */
  record Limits(@Nullable Integer executions, long running, long waiting) {}

  /** Of the caller's workspace. Needs VIEW. */
  Limits limits(Caller caller);

  /**
   * Bounds the caller's workspace. Those that run already go on. Needs ADMINISTER.
   *
   * @param executions null for any number
   * @throws io.aiops.studio.host.problem.InvalidException if it is not 1 to 1,000,000
   */
  Limits bound(Caller caller, @Nullable Integer executions);
}
