package io.aiops.studio.marketplace.cutting;

import io.aiops.studio.host.definition.text.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a step takes from outside, as inputs of its own: each with a name, typed as far as known.
 */
final class OwnInputs {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What a step of a kind gives, where that does not depend on what it calls. */
  private static final Map<String, String> OUTPUTS =
      Map.of("forEach", "array", "approval", "object");

  private final Map<String, @Nullable Object> schema;
  private final AgentStep step;
  private final Map<Taken, String> names = new LinkedHashMap<>();

  /**
   * @param schema of the workflow's inputs
   * @param taken by all expressions of the step, each as often as it is
   */
  OwnInputs(Map<String, @Nullable Object> schema, AgentStep step, List<Taken> taken) {
    this.schema = schema;
    this.step = step;
    // Those that were inputs before keep their names.
    taken.stream()
        .filter(each -> each.source() == Taken.Source.INPUT)
        .forEach(each -> names.put(each.anywhere(), each.name()));
    taken.stream()
        .filter(each -> each.source() != Taken.Source.INPUT)
        .forEach(each -> names.computeIfAbsent(each.anywhere(), any -> free(wanted(each))));
  }

  private static String wanted(Taken taken) {
    return switch (taken.source()) {
      case INPUT -> taken.name();
      case STEP -> taken.part().equals("output") ? taken.name() : taken.name() + "_" + taken.part();
      case ITEM -> "item";
      case INDEX -> "index";
    };
  }

  private String free(String wanted) {
    String name = wanted;
    for (int i = 2; names.containsValue(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  /** The expression that takes it from its own inputs. */
  String expression(Taken taken) {
    return "inputs." + named(names.getOrDefault(taken.anywhere(), taken.name()));
  }

  /** As an expression has a name. */
  static String named(String name) {
    return PLAIN.matcher(name).matches() ? name : "`" + name + "`";
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  /**
   * What they would have been.
   *
   * @param seen what the step's expressions saw; what is not in it is left out
   */
  Map<String, @Nullable Object> values(Map<String, @Nullable Object> seen) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    names.forEach((taken, name) -> {
      Map<String, @Nullable Object> holder =
          switch (taken.source()) {
            case INPUT -> Values.map(seen.get("inputs"));
            case STEP -> Values.map(Values.map(seen.get("steps")).get(taken.name()));
            case ITEM, INDEX -> seen;
          };
      String key =
          switch (taken.source()) {
            case INPUT -> taken.name();
            case STEP -> taken.part();
            case ITEM -> "item";
            case INDEX -> "index";
          };
      if (holder.containsKey(key)) {
        values.put(name, holder.get(key));
      }
    });
    return values;
  }

  /** JSON Schema of them. */
  Map<String, @Nullable Object> schema() {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    List<@Nullable Object> required = new ArrayList<>();
    names.forEach((taken, name) -> {
      properties.put(name, property(taken));
      if (isRequired(taken)) {
        required.add(name);
      }
    });
    Map<String, @Nullable Object> own = new LinkedHashMap<>();
    own.put("type", "object");
    if (!required.isEmpty()) {
      own.put("required", required);
    }
    own.put("properties", properties);
    for (String shared : List.of("$defs", "definitions")) {
      if (schema.get(shared) instanceof Map<?, ?> && properties.toString().contains("$ref")) {
        own.put(shared, Values.copy(schema.get(shared)));
      }
    }
    return own;
  }

  /**
   * What failed or was left out may have no output, but the one who calls the agent decides that.
   */
  private boolean isRequired(Taken taken) {
    return switch (taken.source()) {
      case INPUT -> Values.list(schema.get("required")).contains(taken.name());
      case STEP -> taken.part().equals("output");
      case ITEM, INDEX -> true;
    };
  }

  private Map<String, @Nullable Object> property(Taken taken) {
    return switch (taken.source()) {
      case INPUT -> Values.map(Values.map(schema.get("properties")).get(taken.name()));
      case STEP -> ofStep(taken);
      case ITEM -> item();
      case INDEX -> typed("integer", "Number of the item", "Counted from 0.");
    };
  }

  private Map<String, @Nullable Object> ofStep(Taken taken) {
    Map<String, @Nullable Object> from = step.seen().getOrDefault(taken.name(), Map.of());
    String title = Values.text(from.get("title"));
    String of = title.isEmpty() ? taken.name() : title;
    return switch (taken.part()) {
      case "error" -> typed("object", "Error of: " + of, "With category and message.");
      case "status" -> typed("string", "Status of: " + of, "In lower case.");
      default ->
          typed(
              OUTPUTS.getOrDefault(Values.text(from.get("kind")), ""),
              "Output of: " + of,
              "What the step '" + taken.name() + "' gave where the agent comes from.");
    };
  }

  /** As the workflow's inputs describe it, if the list is one of them. */
  private Map<String, @Nullable Object> item() {
    String items = Values.text(step.list() == null ? null : step.list().get("items")).strip();
    if (items.startsWith("inputs.")) {
      Map<String, @Nullable Object> list =
          Values.map(Values.map(schema.get("properties")).get(items.substring(7)));
      if (list.get("items") instanceof Map<?, ?> one) {
        return Values.map(one);
      }
    }
    return typed("", "Item", "One of the list.");
  }

  private static Map<String, @Nullable Object> typed(
      String type, String title, String description) {
    Map<String, @Nullable Object> property = new LinkedHashMap<>();
    if (!type.isEmpty()) {
      property.put("type", type);
    }
    property.put("title", title);
    property.put("description", description);
    return property;
  }
}
