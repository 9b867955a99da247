package io.aiops.studio.host.approval;

import io.aiops.studio.host.approval.ApprovalViews.Filter;
import io.aiops.studio.host.approval.ApprovalViews.Link;
import io.aiops.studio.host.approval.ApprovalViews.Linked;
import io.aiops.studio.host.approval.ApprovalViews.Page;
import io.aiops.studio.host.approval.ApprovalViews.View;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.identity.Caller;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks people for what executions wait for. Whoever is named may decide, by user name or by role;
 * if nobody is, whoever may run executions. An administrator may delegate any.
 */
public interface ApprovalService {

  /**
   * @param hash of what the person saw
   * @param details what counts instead, for an edit; null else
   * @param comment at most 2,000 characters; may be empty
   */
  record Decision(String hash, Verdict verdict, @Nullable Object details, String comment) {}

  /**
   * @param to a user name, or {@code role:builder}
   */
  record Delegation(String to, String comment) {}

  /** What waits, longest first. */
  Page list(Caller caller, Filter filter);

  /** How many wait for the caller; counts no further than 1,000. */
  int count(Caller caller);

  /**
   * @throws io.aiops.studio.host.problem.NotFoundException if there is no such approval
   */
  View get(Caller caller, UUID id);

  /**
   * Decides; it counts when this returns, and nobody else's does any more.
   *
   * @throws io.aiops.studio.host.identity.AccessDeniedException if the caller is not asked
   * @throws io.aiops.studio.host.problem.ConflictException if it was decided or withdrawn, or
   *     something else was asked than what the hash is of
   */
  View decide(Caller caller, UUID id, Decision decision);

  /** Hands it on: from then on only they are asked. */
  void delegate(Caller caller, UUID id, Delegation delegation);

  /**
   * Makes a link by which whoever has it decides in the caller's name, as long as the caller may.
   *
   * @param validFor at most 30 days
   * @param verdicts what it allows; an edit is not among it
   */
  Link link(Caller caller, UUID id, Duration validFor, Set<Verdict> verdicts);

  /**
   * What a link is about; decides nothing.
   *
   * @throws LinkRefusedException if it is none, or has expired
   */
  Linked look(String token);

  /** As {@link #decide(Caller, UUID, Decision)}, by link. */
  Linked decide(String token, Verdict verdict, String comment);
}
