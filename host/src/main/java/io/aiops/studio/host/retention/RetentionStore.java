package io.aiops.studio.host.retention;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the policies, and removes what is beyond them. */
public interface RetentionStore {

  /**
   * @param days null: for ever
   */
  record Policy(UUID workspaceId, @Nullable Integer days, String changedBy, Instant effectiveAt) {}

  Optional<Policy> policy(UUID workspaceId);

  /** Those that remove something, of all workspaces. */
  List<Policy> policies();

  void set(Policy policy);

  /** How many executions of the workspace ended before that. */
  long ended(UUID workspaceId, Instant before);

  /**
   * Removes the oldest executions of the workspace that ended before that, each with all that was
   * kept of it, in one transaction. One that an execution which has not ended comes from stays.
   * Those with many events are fewer at once; the next call removes more.
   *
   * @return how many were removed; 0 if there are no more
   */
  int remove(UUID workspaceId, Instant before, int most);

  /**
   * Removes large values that no execution needs any more.
   *
   * @return how many were removed; 0 if there are no more
   */
  int removeUnusedBlobs(Instant putBefore, int most);
}
