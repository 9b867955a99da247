package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Tells an execution what it waits for, or will. */
@Command(
    name = "signal",
    description =
        "Sends a signal to an execution. One that comes before its step waits is kept; one with the"
            + " same id counts once.")
public final class SignalCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(index = "0", paramLabel = "EXECUTION", description = "Its id.")
  @SuppressWarnings("NullAway.Init")
  private String execution;

  @Parameters(index = "1", paramLabel = "NAME", description = "What the step waits for.")
  @SuppressWarnings("NullAway.Init")
  private String name;

  @Option(
      names = "--payload",
      paramLabel = "VALUE",
      description = "What the step gives on: a JSON value, or text.")
  private @Nullable String payload;

  @Option(names = "--id", paramLabel = "ID", description = "Tells it from others; else a new one.")
  private @Nullable String id;

  public SignalCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("name", name);
    String value = payload;
    if (value != null) {
      request.put("payload", TypedValue.json(value).<Object>map(json -> json).orElse(value));
    }
    request.put("id", id == null ? UUID.randomUUID().toString() : id);
    JsonNode answer =
        session.api().post(Resource.of("executions", execution, "signals"), request, Map.of());
    session.terminal().result(Json.text(answer, "id"));
    return 0;
  }
}
