package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Asks the server to check the history of one execution, or of all of the workspace. */
abstract class HistoryCommand implements Callable<Integer> {

  private static final int PAGE = 200;

  /** Which executions: exactly one of the two. */
  static final class Which {
    @Parameters(paramLabel = "EXECUTION", description = "Its id.")
    private @Nullable String execution;

    @Option(names = "--all", description = "All of the workspace, newest first.")
    private boolean all;
  }

  private final Session session;
  private final String resource;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init")
  private Which which;

  @Option(names = "--json", description = "Print a JSON line for each.")
  private boolean json;

  private long checked;
  private long bad;

  /**
   * @param resource below an execution: what answers
   */
  HistoryCommand(Session session, String resource) {
    this.session = session;
    this.resource = resource;
  }

  /** What is wrong, in a sentence; empty if nothing is. */
  abstract String problem(JsonNode answer);

  /** What it means that nothing is. */
  abstract String good();

  @Override
  public Integer call() {
    String one = which.execution;
    if (one != null) {
      check(one);
    } else {
      checkAll();
    }
    if (bad > 0) {
      throw new CommandFailedException(
          "%d of %d executions are not as they were written.".formatted(bad, checked));
    }
    if (which.all) {
      session.terminal().say("%d executions: %s.".formatted(checked, good()));
    }
    return 0;
  }

  private void checkAll() {
    String before = null;
    do {
      JsonNode page =
          session.api().get(Resource.of("executions").with("before", before).with("limit", PAGE));
      Json.items(page).forEach(item -> check(Json.text(item, "id")));
      before = Json.text(page, "next");
    } while (!before.isEmpty());
  }

  private void check(String id) {
    JsonNode answer = session.api().get(Resource.of("executions", id, resource));
    String problem = problem(answer);
    checked++;
    bad += problem.isEmpty() ? 0 : 1;
    if (json) {
      session.terminal().result(Json.compact(answer));
    } else if (!problem.isEmpty()) {
      session.terminal().result(id + ": " + problem);
    } else if (!which.all) {
      session
          .terminal()
          .result(
              "%s: %s, %s events, %s"
                  .formatted(id, good(), Json.text(answer, "events"), Json.text(answer, "hash")));
    }
  }
}
