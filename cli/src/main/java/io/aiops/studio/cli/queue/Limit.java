package io.aiops.studio.cli.queue;

import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.workflow.WorkflowList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How much of something may run at the same time, and how much does.
 *
 * @param target what is bounded, as {@link LimitTarget} reads it
 * @param of what is counted: executions or calls
 * @param most a number; null for any number; "?" if there is one that cannot be read
 * @param running that have a place; null if the server does not tell
 * @param waiting for a place; null if the server does not tell
 */
record Limit(
    String target, String of, JsonNode most, @Nullable Long running, @Nullable Long waiting) {

  private static final int NOT_FOUND = 404;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** As the server reads the text of a workflow. */
  private static final LoadSettings YAML =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setMaxAliasesForCollections(50)
          .setCodePointLimit(1024 * 1024)
          .build();

  static Limit ofWorkspace(Api api) {
    return counted("workspace", "executions", api.get(Resource.of("queues", "limits")));
  }

  /** Those of the connections that have one. */
  static List<Limit> ofConnections(Api api) {
    List<Limit> limits = new ArrayList<>();
    for (JsonNode connection : api.get(Resource.of("queues")).path("connections")) {
      limits.add(counted(target(connection), "calls", connection));
    }
    return limits;
  }

  /** The same without how they stand, of which the server need not ask the broker. */
  static List<Limit> ofConnectionsAlone(Api api) {
    List<Limit> limits = new ArrayList<>();
    for (JsonNode connection : Json.items(api.get(Resource.of("connections")))) {
      if (connection.hasNonNull("calls")) {
        limits.add(new Limit(target(connection), "calls", connection.path("calls"), null, null));
      }
    }
    return limits;
  }

  /** Those that workflows say in their texts: one request each. */
  static List<Limit> ofWorkflows(Api api) {
    List<Limit> limits = new ArrayList<>();
    for (JsonNode line : WorkflowList.read(api, null)) {
      String name = Json.text(line, "name");
      text(api, name)
          .map(Limit::said)
          .filter(most -> !most.isNull())
          .ifPresent(
              most -> limits.add(new Limit("workflow/" + name, "executions", most, null, null)));
    }
    return limits;
  }

  /** Nothing if the workflow was removed since it was listed. */
  private static Optional<String> text(Api api, String workflow) {
    try {
      return Optional.of(Json.text(api.get(Resource.of("workflows", workflow)), "text"));
    } catch (RefusedException e) {
      if (e.status() != NOT_FOUND) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static JsonNode said(String text) {
    Object workflow;
    try {
      workflow = new Load(YAML).loadFromString(text);
    } catch (YamlEngineException e) {
      // The server could read it when it was saved: there may be a limit, and nobody knows which.
      return NODES.stringNode("?");
    }
    Object limits = workflow instanceof Map<?, ?> map ? map.get("limits") : null;
    if (limits == null) {
      return NODES.nullNode();
    }
    // 5.0 is a whole number, too.
    return limits instanceof Map<?, ?> map
            && map.get("executions") instanceof Number number
            && number.doubleValue() == number.intValue()
        ? NODES.numberNode(number.intValue())
        : NODES.stringNode("?");
  }

  private static String target(JsonNode connection) {
    return Json.text(connection, "kind").toLowerCase(Locale.ROOT)
        + "/"
        + Json.text(connection, "name");
  }

  private static Limit counted(String target, String of, JsonNode shown) {
    return new Limit(
        target,
        of,
        shown.hasNonNull(of) ? shown.path(of) : NODES.nullNode(),
        shown.path("running").asLong(),
        shown.path("waiting").asLong());
  }
}
