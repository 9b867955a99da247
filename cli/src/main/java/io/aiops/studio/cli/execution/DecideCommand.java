package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Approves, edits or rejects what an execution asks about. */
@Command(
    name = "decide",
    description = {
      "Decides about an approval, bound to exactly what is shown without --as.",
      "",
      "First look:   ./studio decide APPROVAL",
      "Then decide:  ./studio decide APPROVAL --as approve --hash HASH"
    })
public final class DecideCommand implements Callable<Integer> {

  /** What one can say. */
  public enum Decision {
    APPROVE,
    EDIT,
    REJECT
  }

  private final Session session;

  @Parameters(paramLabel = "APPROVAL", description = "Its id; ./studio approvals lists them.")
  @SuppressWarnings("NullAway.Init")
  private String approval;

  @Option(names = "--as", paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}.")
  private @Nullable Decision decision;

  @Option(names = "--hash", paramLabel = "HASH", description = "Of what you saw.")
  private @Nullable String hash;

  @Option(
      names = "--details",
      paramLabel = "JSON",
      description = "With --as edit: what counts instead.")
  private @Nullable String details;

  @Option(names = "--comment", paramLabel = "TEXT", description = "Why.")
  private @Nullable String comment;

  public DecideCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (decision == null) {
      JsonNode shown = session.api().get(Resource.of("approvals", approval));
      session.terminal().result(Json.pretty(shown));
      return 0;
    }
    JsonNode answer =
        session
            .api()
            .post(Resource.of("approvals", approval, "decision"), request(decision), Map.of());
    session.terminal().say("It counts: " + Json.text(answer.path("summary"), "state") + ".");
    return 0;
  }

  private Map<String, Object> request(Decision what) {
    if (hash == null) {
      throw CommandFailedException.misuse(
          "--hash is missing: give the 'hash' that ./studio decide " + approval + " shows.");
    }
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("hash", hash);
    request.put("decision", what.name().toLowerCase(Locale.ROOT));
    String instead = details;
    if (instead != null) {
      request.put(
          "details",
          TypedValue.json(instead)
              .orElseThrow(
                  () -> CommandFailedException.misuse("--details is no JSON: '" + instead + "'.")));
    }
    if (comment != null) {
      request.put("comment", comment);
    }
    return request;
  }
}
