package io.aiops.studio.ui.designer;

import io.aiops.studio.host.definition.WorkflowSchema;
import io.aiops.studio.host.definition.text.Values;
import io.aiops.studio.host.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the published schema of workflows says of a step, as forms that {@code SchemaForm} draws:
 * the references resolved, and hints added on how a field is best shown.
 */
final class StepSchemas {

  static final String AGENTS = "agents";
  static final String TOOLS = "tools";
  static final String MODELS = "models";
  static final String WORKFLOWS = "workflows";

  /** What other parts of the form show. */
  private static final Set<String> ELSEWHERE =
      Set.of("id", "kind", "steps", "edges", "cases", "settings", "fallback", "undo");

  private static final Map<String, Map<String, @Nullable Object>> HINTS =
      Map.ofEntries(
          Map.entry("agent", Map.of("x-choices", AGENTS)),
          Map.entry("tool", Map.of("x-choices", TOOLS)),
          Map.entry("model", Map.of("x-choices", MODELS)),
          Map.entry("workflow", Map.of("x-choices", WORKFLOWS)),
          Map.entry("tools", Map.of("x-choices", TOOLS, "description", "It may call these.")),
          Map.entry(
              "approve",
              Map.of(
                  "x-choices",
                  TOOLS,
                  "description",
                  "A person approves each call of these; mail/* stands for all of mail.")),
          Map.entry("sla", Map.of("title", "SLA")),
          Map.entry("question", Map.of("format", "multiline")),
          Map.entry("instruction", Map.of("format", "multiline")),
          Map.entry(
              "expression", Map.of("format", "multiline", "description", "JSONata on the input.")),
          Map.entry("description", Map.of("description", "For whoever reads the text.")));

  private final Map<String, @Nullable Object> definitions;
  private final Map<String, @Nullable Object> step;
  private final Map<String, @Nullable Object> properties;

  StepSchemas() {
    Map<String, @Nullable Object> schema = Json.parseMap(WorkflowSchema.text());
    definitions = Values.map(schema.get("$defs"));
    properties = Values.map(schema.get("properties"));
    step = Values.map(definitions.get("step"));
  }

  /** What people say of the workflow as a whole; the rest is drawn, or only the text has it. */
  Map<String, @Nullable Object> workflow() {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("title", properties.get("title"));
    shown.put("description", Map.of("type", "string", "format", "multiline"));
    shown.put("output", described("", properties.get("output")));
    List.of("priority", "pool", "limits", "sla")
        .forEach(name -> shown.put(name, properties.get(name)));
    return object(List.of(), hinted(shown));
  }

  private static Map<String, @Nullable Object> described(String type, @Nullable Object property) {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    schema.put("description", Values.map(property).get("description"));
    return schema;
  }

  /** What every step has: its id and title. */
  Map<String, @Nullable Object> names() {
    return object(List.of("id"), pick(Set.of("title", "id")));
  }

  /**
   * What steps of a kind have.
   *
   * @param input false if the input has a form of its own
   */
  Map<String, @Nullable Object> work(String kind, boolean input) {
    return work(option(step, kind), input);
  }

  /** Whether steps of a kind may have a property. */
  boolean takes(String kind, String property) {
    return Values.map(option(step, kind).get("properties")).containsKey(property);
  }

  /**
   * What a call beside the step's own has.
   *
   * @param key {@code fallback} or {@code undo}
   * @param kind of the call; empty for the step's own agent with another model
   * @param input false if the input has a form of its own
   */
  Map<String, @Nullable Object> call(String key, String kind, boolean input) {
    if (kind.isEmpty()) {
      Map<String, @Nullable Object> model =
          Values.map(Values.map(option(step, "agent").get("properties")).get("model"));
      model.put("description", "provider or provider/model; the agent stays the same.");
      return work(
          Map.of("required", List.of("model"), "properties", Map.of("model", model)), input);
    }
    return work(option(Values.map(definitions.get(key)), kind), input);
  }

  /** How often and how long a call beside the step's own is tried. */
  Map<String, @Nullable Object> callLimits(String key) {
    Map<String, @Nullable Object> all =
        Values.map(Values.map(definitions.get(key)).get("properties"));
    Map<String, @Nullable Object> timeout = Values.map(all.get("timeout"));
    timeout.put("description", "Start to end of one attempt, ISO 8601. Default PT10M.");
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("timeout", timeout);
    shown.put("retry", all.get("retry"));
    return object(List.of(), hinted(shown));
  }

  private static Map<String, @Nullable Object> option(
      Map<String, @Nullable Object> definition, String kind) {
    for (Object option : Values.list(definition.get("oneOf"))) {
      Map<String, @Nullable Object> schema = Values.map(option);
      if (kind.equals(Values.map(Values.map(schema.get("properties")).get("kind")).get("const"))) {
        return schema;
      }
    }
    return Map.of();
  }

  private Map<String, @Nullable Object> work(Map<String, @Nullable Object> schema, boolean input) {
    Map<String, @Nullable Object> own = Values.map(schema.get("properties"));
    own.keySet().removeAll(ELSEWHERE);
    own.values().removeIf(each -> Integer.valueOf(0).equals(Values.map(each).get("maxItems")));
    if (!input) {
      own.keySet().removeAll(Set.of("input", "inputs"));
    }
    return object(Values.list(schema.get("required")), hinted(own));
  }

  /** How often a step is tried, and how long. */
  Map<String, @Nullable Object> limits() {
    Map<String, @Nullable Object> all = Values.map(step.get("properties"));
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("timeout", all.get("timeout"));
    shown.put("retry", all.get("retry"));
    shown.put("description", all.get("description"));
    return object(List.of(), hinted(shown));
  }

  /** What happens when it has failed. */
  Map<String, @Nullable Object> failure() {
    Map<String, @Nullable Object> then = new LinkedHashMap<>();
    then.put("type", "string");
    then.put(
        "oneOf",
        List.of(
            Map.of("const", "fail", "title", "The execution fails"),
            Map.of("const", "continue", "title", "Go on with the output below")));
    then.put("description", "Unless an edge leads on from its failure.");
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("then", then);
    fields.put("output", Map.of("description", "JSON, or a text."));
    Map<String, @Nullable Object> onFailure = object(List.of(), fields);
    onFailure.put("title", "When it has failed for good");
    return object(List.of(), Map.of("onFailure", onFailure));
  }

  private Map<String, @Nullable Object> hinted(Map<String, @Nullable Object> plain) {
    Map<String, @Nullable Object> hinted = new LinkedHashMap<>();
    plain.forEach((name, schema) -> {
      Map<String, @Nullable Object> property = resolved(Values.map(schema));
      property.putAll(HINTS.getOrDefault(name, Map.of()));
      hinted.put(name, property);
    });
    return hinted;
  }

  /** A reference becomes what it refers to; of alternatives the object, which can say all. */
  private Map<String, @Nullable Object> resolved(Map<String, @Nullable Object> schema) {
    String reference = Values.text(schema.get("$ref"));
    if (reference.startsWith("#/$defs/")) {
      Map<String, @Nullable Object> found =
          Values.map(definitions.get(reference.substring("#/$defs/".length())));
      if (reference.endsWith("/planner")) {
        return ofAllKinds(found);
      }
      // What its own fields refer to is resolved as well.
      found.computeIfPresent("properties", (name, fields) -> hinted(Values.map(fields)));
      return found;
    }
    for (Object option : Values.list(schema.get("anyOf"))) {
      if ("object".equals(Values.map(option).get("type"))) {
        Map<String, @Nullable Object> object = Values.map(option);
        object.remove("required");
        return object;
      }
    }
    return schema;
  }

  /** One form for all kinds: its fields are those of any. */
  private Map<String, @Nullable Object> ofAllKinds(Map<String, @Nullable Object> object) {
    Map<String, @Nullable Object> fields = Values.map(object.get("properties"));
    for (Object option : Values.list(object.get("oneOf"))) {
      Values.map(Values.map(option).get("properties")).forEach(fields::putIfAbsent);
    }
    return object(Values.list(object.get("required")), hinted(fields));
  }

  private Map<String, @Nullable Object> pick(Set<String> names) {
    Map<String, @Nullable Object> picked = Values.map(step.get("properties"));
    picked.keySet().retainAll(names);
    return picked;
  }

  private static Map<String, @Nullable Object> object(
      List<?> required, Map<String, @Nullable Object> fields) {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("required", required);
    schema.put("properties", fields);
    return schema;
  }
}
