package io.aiops.studio.host.approval;

import io.aiops.studio.host.approval.ApprovalService.Decision;
import io.aiops.studio.host.approval.ApprovalStore.Kept;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import java.util.Map;

/** What a decision may say. */
final class DecisionCheck {

  private static final int LONGEST_COMMENT = 2_000;
  private static final int LARGEST_DETAILS = 256 * 1024;

  private DecisionCheck() {}

  static void check(Kept kept, Decision decision) {
    comment(decision.comment());
    Object details = decision.details();
    if (decision.verdict() != Verdict.EDIT) {
      if (details != null) {
        throw new InvalidException("details", "are given; expected none unless it is an edit");
      }
      return;
    }
    if (details == null) {
      throw new InvalidException("details", "are missing; expected what counts instead");
    }
    if (kept.summary().tool() != null && !(details instanceof Map<?, ?>)) {
      throw new InvalidException(
          "details", "are " + Json.write(details) + "; expected an object, a call's arguments");
    }
    int size = Json.bytes(details).length;
    if (size > LARGEST_DETAILS) {
      throw new InvalidException(
          "details", "have " + size + " bytes as JSON; expected at most " + LARGEST_DETAILS);
    }
  }

  static void comment(String comment) {
    if (comment.length() > LONGEST_COMMENT) {
      throw new InvalidException(
          "comment",
          "has " + comment.length() + " characters; expected at most " + LONGEST_COMMENT);
    }
  }
}
