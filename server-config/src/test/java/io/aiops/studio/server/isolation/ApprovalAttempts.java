package io.aiops.studio.server.isolation;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** At what executions ask people. */
final class ApprovalAttempts {

  private ApprovalAttempts() {}

  static void addTo(Attempts attempts) {
    attempts.shows("/approvals");
    attempts.hides("/approvals/{id}");
    attempts.add("POST /approvals/{id}/decision", ApprovalAttempts::decide);
    attempts.add(
        "POST /approvals/{id}/delegation",
        (mine, theirs) ->
            mine.api()
                .post(theirs.path("/approvals/{id}/delegation"), Map.of("to", mine.person()))
                .problem(404));
    attempts.takesNo("/approvals/{id}/links", Map.of());
    attempts.add(
        "GET " + Operation.LINK,
        (mine, theirs) -> mine.api().get(theirs.path(Operation.LINK)).problem(404));
    attempts.takesNo(Operation.LINK, Map.of("decision", "approve"));
  }

  private static void decide(Side mine, Side theirs) {
    JsonNode approval = theirs.api().get(theirs.path("/approvals/{id}")).expect(200).json();
    mine.api()
        .post(
            theirs.path("/approvals/{id}/decision"),
            Map.of("hash", approval.get("hash").asString(), "decision", "approve"))
        .problem(404);
  }
}
