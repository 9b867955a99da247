package io.aiops.studio.host.approval;

import io.aiops.studio.host.approval.ApprovalService.Decision;
import io.aiops.studio.host.approval.ApprovalStore.Kept;
import io.aiops.studio.host.approval.ApprovalViews.Link;
import io.aiops.studio.host.approval.ApprovalViews.Linked;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Decisions of people who do not sign in: whoever made the link answers for them. */
final class DecisionByLink {

  private static final Duration LONGEST = Duration.ofDays(30);

  private final Approvals approvals;
  private final ApprovalPeople people;
  private final ApprovalLinks links;
  private final Audit audit;
  private final Clock clock;

  DecisionByLink(
      Approvals approvals, ApprovalPeople people, ApprovalLinks links, Audit audit, Clock clock) {
    this.approvals = approvals;
    this.people = people;
    this.links = links;
    this.audit = audit;
    this.clock = clock;
  }

  Link make(Caller caller, UUID id, Duration validFor, Set<Verdict> verdicts) {
    Kept kept = approvals.toDecide(caller, id);
    if (validFor.compareTo(Duration.ofMinutes(1)) < 0 || validFor.compareTo(LONGEST) > 0) {
      throw new InvalidException(
          "validFor", "is " + validFor + "; expected one minute to 30 days, PT1M to P30D");
    }
    if (verdicts.isEmpty() || verdicts.contains(Verdict.EDIT)) {
      throw new InvalidException(
          "decisions", "is " + verdicts + "; expected 'approve', 'reject' or both");
    }
    Instant expiresAt = clock.instant().plus(validFor).truncatedTo(ChronoUnit.SECONDS);
    audit.record(
        caller,
        "approval.link",
        id.toString(),
        Map.of(
            "execution",
            kept.summary().executionId().toString(),
            "expiresAt",
            expiresAt.toString()));
    return new Link(
        links.token(
            new ApprovalLinks.Claim(
                caller.workspaceId(), id, caller.userId(), expiresAt, verdicts)),
        expiresAt);
  }

  /** Who made it, as they stand now, with what it is about. */
  private record Opened(Caller issuer, ApprovalLinks.Claim claim) {}

  private Opened open(String token) {
    ApprovalLinks.Claim claim = links.read(token);
    Caller issuer =
        people
            .standing(claim.issuer(), claim.workspaceId())
            .orElseThrow(() ->
                new LinkRefusedException("Who made this link no longer belongs to the workspace."));
    return new Opened(issuer, claim);
  }

  private Linked linked(Opened opened) {
    return new Linked(
        Approvals.view(
            opened.issuer(), approvals.find(opened.issuer(), opened.claim().approvalId())),
        opened.issuer().userName(),
        opened.claim().verdicts().stream()
            .map(verdict -> verdict.name().toLowerCase(Locale.ROOT))
            .toList(),
        opened.claim().expiresAt());
  }

  Linked look(String token) {
    return linked(open(token));
  }

  Linked decide(String token, Verdict verdict, String comment) {
    Opened opened = open(token);
    if (!opened.claim().verdicts().contains(verdict)) {
      throw new ConflictException(
          "This link does not allow to " + verdict.name().toLowerCase(Locale.ROOT) + ".");
    }
    UUID id = opened.claim().approvalId();
    String hash = approvals.find(opened.issuer(), id).hash();
    approvals.decide(
        opened.issuer(),
        id,
        new Decision(hash, verdict, null, comment),
        opened.issuer().userName() + " (by link)");
    return linked(opened);
  }
}
