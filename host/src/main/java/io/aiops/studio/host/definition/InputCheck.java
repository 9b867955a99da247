package io.aiops.studio.host.definition;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what an execution is to be started with, and fills in the defaults. */
public final class InputCheck {

  /**
   * @param inputs with defaults filled in
   * @param problems empty if they can be used; paths begin with {@code inputs}
   */
  public record Checked(Map<String, @Nullable Object> inputs, List<Problem> problems) {}

  private InputCheck() {}

  public static Checked check(Workflow workflow, Map<String, @Nullable Object> given) {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    Map<?, ?> properties = properties(workflow);
    properties.forEach((name, schema) -> {
      String key = String.valueOf(name);
      if (!given.containsKey(key) && schema instanceof Map<?, ?> s && s.containsKey("default")) {
        inputs.put(key, s.get("default"));
      }
    });
    inputs.putAll(given);
    problems.addAll(unknown(workflow, given.keySet()));
    for (Problem problem : SchemaCheck.check(workflow.inputs(), inputs)) {
      problems.add(
          new Problem(
              problem.path().isEmpty() ? "inputs" : "inputs." + problem.path(), problem.message()));
    }
    properties.forEach((name, schema) -> {
      Object value = inputs.get(String.valueOf(name));
      if (schema instanceof Map<?, ?> s
          && "file".equals(s.get("format"))
          && value != null
          && FileRef.from(value).isEmpty()) {
        problems.add(
            new Problem(
                "inputs." + name,
                "is no file: upload it first and give what came back, {\"file\": id, …}"));
      }
    });
    return new Checked(inputs, List.copyOf(problems));
  }

  /** Of inputs with these names, those that the workflow does not have. */
  static List<Problem> unknown(Workflow workflow, Set<String> names) {
    Set<?> known = properties(workflow).keySet();
    return names.stream()
        .filter(name -> !known.contains(name))
        .map(name ->
            new Problem(
                "inputs." + name,
                "is no input of workflow '" + workflow.name() + "'; it has " + known))
        .toList();
  }

  private static Map<?, ?> properties(Workflow workflow) {
    return workflow.inputs().get("properties") instanceof Map<?, ?> map ? map : Map.of();
  }
}
