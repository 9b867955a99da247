package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Session;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Decides an execution again on the server and compares. */
@Command(
    name = "replay",
    description =
        "Decides an execution again from its own history, without any call; names the first"
            + " difference.")
public final class ReplayCommand extends HistoryCommand {

  public ReplayCommand(Session session) {
    super(session, "replay");
  }

  @Override
  String problem(JsonNode answer) {
    return answer.path("firstDifferent").isNumber()
        ? "event " + Json.text(answer, "firstDifferent") + ": " + Json.text(answer, "difference")
        : "";
  }

  @Override
  String good() {
    return "decided again the same";
  }
}
