package io.aiops.studio.cli.queue;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Resource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a limit bounds, and how the server is told. */
sealed interface LimitTarget {

  String EXPECTED = "workspace, connector/NAME or model/NAME";

  /**
   * Bounds it.
   *
   * @param most null for any number
   */
  void bound(Api api, @Nullable Integer most);

  /**
   * @throws CommandFailedException if the text names nothing that has a limit of this kind
   */
  static LimitTarget of(String text) {
    String[] parts = text.split("/", 2);
    String name = parts.length == 2 ? parts[1] : "";
    if (text.equals("workspace")) {
      return new Workspace();
    }
    if ((parts[0].equals("connector") || parts[0].equals("model")) && !name.isEmpty()) {
      return new Connection(parts[0], name);
    }
    if (parts[0].equals("workflow")) {
      throw CommandFailedException.misuse(
          "TARGET is '%s'; a workflow says its limit itself: write limits: {executions: N} into its text, or take it out, and ./studio apply it."
              .formatted(text));
    }
    throw CommandFailedException.misuse("TARGET is '%s'; expected %s.".formatted(text, EXPECTED));
  }

  /** How many executions of the workspace run at the same time. */
  record Workspace() implements LimitTarget {
    @Override
    public void bound(Api api, @Nullable Integer most) {
      Map<String, @Nullable Object> request = new LinkedHashMap<>();
      request.put("executions", most);
      JsonNode unused = api.put(Resource.of("queues", "limits"), request);
    }
  }

  /**
   * How many calls of it are made at the same time.
   *
   * @param kind connector or model
   */
  record Connection(String kind, String name) implements LimitTarget {
    @Override
    public void bound(Api api, @Nullable Integer most) {
      Map<String, @Nullable Object> request = new LinkedHashMap<>();
      request.put("calls", most);
      JsonNode unused = api.put(Resource.of("connections", kind, name, "calls"), request);
    }
  }
}
