package io.aiops.studio.host.approval;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What views and REST show of approvals. */
public final class ApprovalViews {

  private ApprovalViews() {}

  /** Where a question to people stands. */
  public enum State {
    /** Nobody has decided. */
    PENDING,
    /** Somebody has; the execution takes it in. */
    DECIDING,
    APPROVED,
    /** Approved with other details. */
    EDITED,
    REJECTED,
    /** Nobody is asked any more: it took too long, or the execution ended or went back. */
    WITHDRAWN
  }

  /**
   * One line of the list.
   *
   * @param step path of the step that waits
   * @param tool the call an agent wants to make, {@code connection/tool}; null if it is no call
   * @param assignees user names, and {@code role:operator} for all who may do as much
   * @param escalateAt when others are asked too; null if they are not
   * @param until when the step gives up; null if it does not
   */
  public record Summary(
      UUID id,
      UUID executionId,
      String workflow,
      String step,
      @Nullable String tool,
      String question,
      List<String> assignees,
      Instant requestedAt,
      @Nullable Instant escalateAt,
      boolean escalated,
      @Nullable Instant until,
      State state) {}

  /**
   * What was decided.
   *
   * @param details instead of those asked about; null unless edited
   */
  public record Outcome(String by, Instant at, String comment, @Nullable Object details) {}

  /**
   * One approval.
   *
   * @param details what exactly is approved, JSON-like
   * @param hash of tool, question and details; a decision names it
   * @param outcome null while nobody has decided
   * @param mayDecide whether the caller may
   */
  public record View(
      Summary summary,
      int attempt,
      @Nullable Object details,
      String hash,
      @Nullable Outcome outcome,
      boolean mayDecide) {}

  /**
   * Which ones.
   *
   * @param all true for all that wait in the workspace; false for those that wait for the caller
   * @param executionId null for those of every execution
   * @param after id of the last one of the page before; null for the first page
   * @param limit 1 to 200
   */
  public record Filter(boolean all, @Nullable UUID executionId, @Nullable UUID after, int limit) {}

  /**
   * @param next give it as {@code after} for the next page; null on the last
   */
  public record Page(List<Summary> items, @Nullable UUID next) {}

  /**
   * A link by which somebody without a sign-in decides.
   *
   * @param token whoever has it may decide
   */
  public record Link(String token, Instant expiresAt) {}

  /**
   * What somebody with a link sees.
   *
   * @param issuer who made the link: the decision counts as theirs
   * @param decisions {@code approve}, {@code reject}: what the link allows
   */
  public record Linked(View approval, String issuer, List<String> decisions, Instant expiresAt) {}
}
