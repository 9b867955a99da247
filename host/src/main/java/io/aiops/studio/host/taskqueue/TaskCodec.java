package io.aiops.studio.host.taskqueue;

import io.aiops.studio.host.execution.PlanBounds;
import io.aiops.studio.host.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/**
 * Tasks as text. Each is read once a step, so it is read by hand: binding it to its record cost a
 * third of what the broker's threads do. What most tasks leave out is bound.
 */
public final class TaskCodec {

  private static final ObjectReader ANYTHING = reader(Object.class);
  private static final ObjectReader WAITS = reader(TaskWaits.class);
  private static final ObjectReader APPROVALS = reader(TaskApprovals.class);
  private static final ObjectReader PLACES = reader(TaskPlaces.class);
  private static final ObjectReader PLAN = reader(PlanBounds.class);

  private static final UUID NOBODY = new UUID(0, 0);

  private UUID executionId = NOBODY;
  private UUID workspaceId = NOBODY;
  private String path = "";
  private int attempt;
  private String kind = "";
  private String target = "";
  private String instruction = "";
  private @Nullable Object input;
  private String model = "";
  private List<String> tools = List.of();
  private Map<String, @Nullable Object> settings = Map.of();
  private long timeoutMillis;
  private String startedBy = "";
  private Instant scheduledAt = Instant.EPOCH;
  private long asOf;
  private boolean again;
  private TaskWaits waits = TaskWaits.UNBOUNDED;
  private UUID keyRoot = NOBODY;
  private TaskApprovals approvals = TaskApprovals.NONE;
  private TaskPlaces places = TaskPlaces.NONE;
  private String pool = "";
  private int priority;
  private int resumes;
  private int resumesSince;
  private Map<String, String> plugins = Map.of();
  private @Nullable PlanBounds plan;

  private TaskCodec() {}

  /** JSON in UTF-8. */
  public static byte[] write(Task task) {
    return TaskWriter.write(task);
  }

  /**
   * What {@link #write} wrote; fields it does not know are skipped.
   *
   * @throws JacksonException if it is not JSON, or a field is not what it should be
   * @throws IllegalArgumentException if it is no task
   */
  public static Task read(byte[] utf8) {
    TaskCodec codec = new TaskCodec();
    try (JsonParser parser = Json.mapper().createParser(utf8)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("A task is an object, and not " + parser.currentToken());
      }
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        codec.field(name, parser);
      }
    }
    return codec.task();
  }

  private void field(String name, JsonParser parser) {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    switch (name) {
      case "executionId" -> executionId = UUID.fromString(parser.getString());
      case "workspaceId" -> workspaceId = UUID.fromString(parser.getString());
      case "path" -> path = parser.getString();
      case "attempt" -> attempt = parser.getIntValue();
      case "kind" -> kind = parser.getString();
      case "target" -> target = parser.getString();
      case "instruction" -> instruction = parser.getString();
      case "input" -> input = ANYTHING.readValue(parser);
      case "model" -> model = parser.getString();
      case "tools" -> tools = texts(parser);
      case "settings" -> settings = Json.map(parser);
      case "timeoutMillis" -> timeoutMillis = parser.getLongValue();
      case "startedBy" -> startedBy = parser.getString();
      case "scheduledAt" -> scheduledAt = Instant.parse(parser.getString());
      case "asOf" -> asOf = parser.getLongValue();
      case "again" -> again = token == JsonToken.VALUE_TRUE;
      case "waits" -> waits = WAITS.readValue(parser);
      case "keyRoot" -> keyRoot = UUID.fromString(parser.getString());
      case "approvals" -> approvals = APPROVALS.readValue(parser);
      case "places" -> places = PLACES.readValue(parser);
      case "pool" -> pool = parser.getString();
      case "priority" -> priority = parser.getIntValue();
      case "resumes" -> resumes = parser.getIntValue();
      case "resumesSince" -> resumesSince = parser.getIntValue();
      case "plugins" -> plugins = versions(parser);
      case "plan" -> plan = PLAN.readValue(parser);
      default -> parser.skipChildren();
    }
  }

  /** Looked up once: a parser asked to bind a value looks all up again, each time. */
  private static ObjectReader reader(Class<?> type) {
    return Json.mapper().readerFor(type).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  private static List<String> texts(JsonParser parser) {
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      texts.add(parser.getString());
    }
    return texts;
  }

  private static Map<String, String> versions(JsonParser parser) {
    Map<String, String> versions = new LinkedHashMap<>();
    for (String plugin = parser.nextName(); plugin != null; plugin = parser.nextName()) {
      parser.nextToken();
      versions.put(plugin, parser.getString());
    }
    return versions;
  }

  private Task task() {
    if (executionId == NOBODY || path.isEmpty() || attempt == 0) {
      throw new IllegalArgumentException("A task names its executionId, path and attempt");
    }
    return new Task(
        executionId,
        workspaceId,
        path,
        attempt,
        kind,
        target,
        instruction,
        input,
        model,
        tools,
        settings,
        timeoutMillis,
        startedBy,
        scheduledAt,
        asOf,
        again,
        waits,
        keyRoot,
        approvals,
        places,
        pool,
        priority,
        resumes,
        resumesSince,
        plugins,
        plan);
  }
}
