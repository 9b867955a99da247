package io.aiops.studio.cli.queue;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.workflow.WorkflowList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * How much of something may run at the same time, and how much does.
 *
 * @param target what is bounded, as {@link LimitTarget} reads it
 * @param of what is counted: executions or calls
 * @param most null for any number
 * @param running that have a place; null if the server does not tell
 * @param waiting for a place; null if the server does not tell
 */
record Limit(
    String target,
    String of,
    @Nullable Integer most,
    @Nullable Long running,
    @Nullable Long waiting) {

  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  /** That of the workspace, and those of its connections that have one. */
  static List<Limit> ofWorkspace(Api api) {
    List<Limit> limits = new ArrayList<>();
    JsonNode workspace = api.get(Resource.of("queues", "limits"));
    limits.add(counted("workspace", "executions", workspace));
    for (JsonNode connection : api.get(Resource.of("queues")).path("connections")) {
      String kind = Json.text(connection, "kind").toLowerCase(Locale.ROOT);
      limits.add(counted(kind + "/" + Json.text(connection, "name"), "calls", connection));
    }
    return limits;
  }

  /** Those that workflows say in their texts: one request each. */
  static List<Limit> ofWorkflows(Api api) {
    List<Limit> limits = new ArrayList<>();
    for (JsonNode line : WorkflowList.read(api, null)) {
      String name = Json.text(line, "name");
      JsonNode most = said(name, Json.text(api.get(Resource.of("workflows", name)), "text"));
      if (most.isInt()) {
        limits.add(new Limit("workflow/" + name, "executions", most.asInt(), null, null));
      }
    }
    return limits;
  }

  private static JsonNode said(String workflow, String text) {
    try {
      return YAML.readTree(text).path("limits").path("executions");
    } catch (JacksonException e) {
      throw new CommandFailedException(
          "The text of the workflow %s is no YAML this program can read: %s"
              .formatted(workflow, e.getOriginalMessage()),
          e);
    }
  }

  private static Limit counted(String target, String of, JsonNode shown) {
    JsonNode most = shown.path(of);
    return new Limit(
        target,
        of,
        most.isInt() ? most.asInt() : null,
        shown.path("running").asLong(),
        shown.path("waiting").asLong());
  }
}
