package io.aiops.studio.host.approval;

import io.aiops.studio.host.approval.ApprovalViews.Summary;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds approvals, as the events of executions have them: they are written together with those.
 * What is kept here alone is who was first to decide.
 */
public interface ApprovalStore {

  /** An approval as it is kept. */
  record Kept(
      Summary summary,
      UUID workspaceId,
      int attempt,
      int round,
      @Nullable Object details,
      String hash,
      ApprovalViews.@Nullable Outcome outcome) {}

  Optional<Kept> find(UUID workspaceId, UUID id);

  /**
   * Those that wait, longest first.
   *
   * @param names under which somebody is asked; null for whoever is asked
   * @param executionId null for all
   * @param after null for the first
   */
  List<Summary> waiting(
      UUID workspaceId,
      @Nullable Collection<String> names,
      @Nullable UUID executionId,
      @Nullable UUID after,
      int limit);

  /** How many wait for one of the names, counted up to {@code most}. */
  int count(UUID workspaceId, Collection<String> names, int most);

  /**
   * Makes the decision the one that counts.
   *
   * @return false if it does not wait any more
   */
  boolean claim(UUID workspaceId, UUID id, Command.Decide decision, Instant at);

  /** The decision that counts, whether the execution has taken it in or not; empty if none does. */
  Optional<Command.Decide> claimed(UUID workspaceId, UUID id);

  /** Decisions that count since before then, and that the execution has not taken in. */
  List<Command.Decide> overdue(Instant claimedBefore, int limit);
}
