package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a step gives its agent.
 *
 * @param path of the settings in the workflow
 */
record Settings(String path, String agent, Map<?, ?> values) {

  static List<Settings> of(Map<String, @Nullable Object> workflow) {
    List<Settings> found = new ArrayList<>();
    collect("", workflow, found);
    return found;
  }

  private static void collect(String path, @Nullable Object value, List<Settings> found) {
    if (value instanceof Map<?, ?> map) {
      String at = path.isEmpty() ? "" : path + ".";
      if (map.get("agent") instanceof String agent
          && map.get("settings") instanceof Map<?, ?> own) {
        found.add(new Settings(at + "settings", agent, own));
      }
      map.forEach((key, each) -> collect(at + key, each, found));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collect(path + "[" + i + "]", list.get(i), found);
      }
    }
  }

  List<Problem> secrets(Map<String, @Nullable Object> schema) {
    List<Problem> problems = new ArrayList<>();
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((name, property) -> {
        if (property instanceof Map<?, ?> each
            && Boolean.TRUE.equals(each.get("writeOnly"))
            && values.get(name) != null
            && !String.valueOf(values.get(name)).contains("{{")) {
          problems.add(
              new Problem(
                  path + "." + name,
                  "is a secret by the agent's own word. Nothing was exported: take it out of the"
                      + " workflow."));
        }
      });
    }
    return problems;
  }
}
