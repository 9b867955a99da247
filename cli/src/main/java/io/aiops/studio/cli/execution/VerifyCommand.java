package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Session;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Checks that a history is as it was written. */
@Command(
    name = "verify",
    description =
        "Computes the hashes of an execution's history again; names the first event that was"
            + " changed.")
public final class VerifyCommand extends HistoryCommand {

  public VerifyCommand(Session session) {
    super(session, "verification");
  }

  @Override
  String problem(JsonNode answer) {
    return answer.path("firstBad").isNumber()
        ? "event " + Json.text(answer, "firstBad") + ": " + Json.text(answer, "problem")
        : "";
  }

  @Override
  String good() {
    return "intact";
  }
}
