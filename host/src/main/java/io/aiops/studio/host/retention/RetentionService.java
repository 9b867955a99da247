package io.aiops.studio.host.retention;

import io.aiops.studio.host.identity.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long a workspace keeps executions that have ended, as people see and say it. */
public interface RetentionService {

  /**
   * @param days how long executions are kept after their end; null: for ever
   * @param changedBy user name; null if nobody ever changed it
   * @param effectiveAt before that nothing is removed by it; null if nothing is removed at all
   * @param due how many executions are beyond it now
   */
  record Retention(
      @Nullable Integer days,
      @Nullable String changedBy,
      @Nullable Instant effectiveAt,
      long due) {}

  /** As it is. For whoever may see the workspace. */
  Retention retention(Caller caller);

  /**
   * Says how long. It takes effect a day later, so that a slip can be taken back. For
   * administrators.
   *
   * @param days 1 to 36,500; null: for ever
   * @throws io.aiops.studio.host.problem.InvalidException if it is out of bounds
   */
  Retention keep(Caller caller, @Nullable Integer days);
}
