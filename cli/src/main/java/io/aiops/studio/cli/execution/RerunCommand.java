package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Asks the server to go on from an execution, and says or shows what comes of it. */
abstract class RerunCommand implements Callable<Integer> {

  private final Session session;
  private final String resource;

  @Parameters(paramLabel = "EXECUTION", description = "Its id.")
  @SuppressWarnings("NullAway.Init")
  private String execution;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "The same key with the same request does it once only.")
  private @Nullable String key;

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  @Option(names = "--follow", description = "Show each step live until it ends, as exec does.")
  private boolean follow;

  /**
   * @param resource below the execution: what does it
   */
  RerunCommand(Session session, String resource) {
    this.session = session;
    this.resource = resource;
  }

  /** What is asked for; empty if the resource says it all. */
  abstract Map<String, Object> request();

  final Session session() {
    return session;
  }

  final String execution() {
    return execution;
  }

  @Override
  public Integer call() {
    JsonNode answer =
        session
            .api()
            .post(
                Resource.of("executions", execution, resource),
                request(),
                Map.of("Idempotency-Key", key == null ? UUID.randomUUID().toString() : key));
    String id = Json.text(answer, "id");
    if (follow) {
      return new Watch(session, session.folder(), json).toTheEnd(id);
    }
    if (json) {
      session.terminal().result(Json.compact(answer));
    } else {
      session.terminal().result(id);
      session
          .terminal()
          .say(
              (id.equals(execution) ? "It goes back, and on from there." : "A new execution runs.")
                  + " See it: ./studio show "
                  + id
                  + " --follow");
    }
    return 0;
  }
}
