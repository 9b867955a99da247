package io.aiops.studio.cli.workflow;

import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.console.Wording;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Session;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists workflows by name. */
@Command(name = "workflows", description = "Lists workflows, the newest version of each.")
public final class WorkflowsCommand implements Callable<Integer> {

  private final Session session;

  @Option(names = "--search", paramLabel = "TEXT", description = "Only those that mention it.")
  private @Nullable String search;

  @Option(names = "--json", description = "Print a JSON line for each.")
  private boolean json;

  public WorkflowsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<JsonNode> found = WorkflowList.read(session.api(), search);
    if (json) {
      found.forEach(item -> session.terminal().result(Json.compact(item)));
      return 0;
    }
    if (found.isEmpty()) {
      session.terminal().say("There are none. Save one with ./studio apply FILE.");
      return 0;
    }
    Table table = new Table("NAME", "VERSION", "SAVED", "BY", "TITLE");
    for (JsonNode item : found) {
      table.row(
          Json.text(item, "name"),
          Json.text(item, "version"),
          Wording.dateTime(Instant.parse(Json.text(item, "savedAt"))),
          Json.text(item, "savedBy"),
          Json.text(item, "title"));
    }
    table.lines().forEach(session.terminal()::result);
    return 0;
  }
}
