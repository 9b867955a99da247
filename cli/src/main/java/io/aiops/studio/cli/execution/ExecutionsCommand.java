package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists executions, newest first. */
@Command(name = "executions", description = "Lists executions, newest first.")
public final class ExecutionsCommand implements Callable<Integer> {

  private static final int PAGE = 200;
  private static final int MOST = 10_000;

  private final Session session;

  @Option(names = "--workflow", paramLabel = "NAME", description = "Only of this workflow.")
  private @Nullable String workflow;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only with this: pending, running, waiting, completed, failed, cancelled.")
  private @Nullable String status;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many at most, 1 to 10000; else ${DEFAULT-VALUE}.",
      defaultValue = "50")
  private int limit;

  @Option(names = "--json", description = "Print a JSON line for each.")
  private boolean json;

  public ExecutionsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > MOST) {
      throw CommandFailedException.misuse(
          "--limit is %d; expected a number from 1 to %d.".formatted(limit, MOST));
    }
    List<JsonNode> found = read();
    if (json) {
      found.forEach(item -> session.terminal().result(Json.compact(item)));
      return 0;
    }
    if (found.isEmpty()) {
      session.terminal().say("There are none. Start one with ./studio exec WORKFLOW.");
      return 0;
    }
    Table table = new Table("EXECUTION", "WORKFLOW", "STATUS", "STARTED", "TOOK", "STEPS", "NOTE");
    for (JsonNode item : found) {
      Summary summary = new Summary(item);
      table.row(
          summary.id(),
          summary.workflow(),
          summary.status(),
          summary.started(),
          summary.took(),
          summary.steps(),
          summary.failure());
    }
    table.lines().forEach(session.terminal()::result);
    return 0;
  }

  private List<JsonNode> read() {
    List<JsonNode> found = new ArrayList<>();
    String before = null;
    do {
      JsonNode page =
          session
              .api()
              .get(
                  Resource.of("executions")
                      .with("workflow", workflow)
                      .with("status", status)
                      .with("before", before)
                      .with("limit", Math.min(PAGE, limit - found.size())));
      found.addAll(Json.items(page));
      before = Json.text(page, "next");
    } while (!before.isEmpty() && found.size() < limit);
    return found;
  }
}
