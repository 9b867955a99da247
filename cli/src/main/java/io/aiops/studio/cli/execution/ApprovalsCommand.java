package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists what waits for a decision. */
@Command(
    name = "approvals",
    description = "Lists what waits for your decision, longest first. Decide with ./studio decide.")
public final class ApprovalsCommand implements Callable<Integer> {

  private static final int MOST = 200;

  private final Session session;

  @Option(names = "--all", description = "All of the workspace, not only what waits for you.")
  private boolean all;

  @Option(names = "--json", description = "Print a JSON line for each.")
  private boolean json;

  public ApprovalsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonNode page =
        session
            .api()
            .get(Resource.of("approvals").with("for", all ? "all" : "me").with("limit", MOST));
    List<JsonNode> items = Json.items(page);
    if (json) {
      items.forEach(item -> session.terminal().result(Json.compact(item)));
      return 0;
    }
    if (items.isEmpty()) {
      session.terminal().say("Nothing waits for " + (all ? "anybody." : "you."));
      return 0;
    }
    Table table = new Table("APPROVAL", "WORKFLOW", "STEP", "SINCE", "QUESTION");
    for (JsonNode item : items) {
      table.row(
          Json.text(item, "id"),
          Json.text(item, "workflow"),
          Json.text(item, "step"),
          Json.text(item, "requestedAt"),
          Json.text(item, "question"));
    }
    table.lines().forEach(session.terminal()::result);
    return 0;
  }
}
