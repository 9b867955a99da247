package io.aiops.studio.marketplace.cutting;

import io.aiops.studio.host.definition.text.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step of a workflow that is an agent at work.
 *
 * @param path its id, behind those of the lists it stands in: {@code tickets.classify}
 * @param place where the workflow has it: {@code steps[1].steps[0]}
 * @param step its own value
 * @param list the value of the innermost list it stands in; null if it stands in none
 * @param seen the steps whose results it may use, and itself, by their ids
 */
public record AgentStep(
    String path,
    String place,
    Map<String, @Nullable Object> step,
    @Nullable Map<String, @Nullable Object> list,
    Map<String, Map<String, @Nullable Object>> seen) {

  /** All of a workflow, in their order. */
  public static List<AgentStep> of(Map<String, @Nullable Object> workflow) {
    List<AgentStep> found = new ArrayList<>();
    within(workflow, "", "", null, Map.of(), found);
    return List.copyOf(found);
  }

  private static void within(
      Map<String, @Nullable Object> body,
      String path,
      String place,
      @Nullable Map<String, @Nullable Object> list,
      Map<String, Map<String, @Nullable Object>> outer,
      List<AgentStep> found) {
    List<Map<String, @Nullable Object>> steps =
        Values.list(body.get("steps")).stream().map(Values::map).toList();
    Map<String, Map<String, @Nullable Object>> seen = new LinkedHashMap<>(outer);
    steps.forEach(step -> seen.put(Values.text(step.get("id")), step));
    for (int i = 0; i < steps.size(); i++) {
      Map<String, @Nullable Object> step = steps.get(i);
      String own = path + Values.text(step.get("id"));
      String at = place + "steps[" + i + "]";
      if ("agent".equals(step.get("kind"))) {
        found.add(new AgentStep(own, at, step, list, seen));
      } else if ("forEach".equals(step.get("kind"))) {
        within(step, own + ".", at + ".", step, seen, found);
      }
    }
  }

  public String id() {
    return Values.text(step.get("id"));
  }

  /** What people see; its id if the text has nothing. */
  public String title() {
    String title = Values.text(step.get("title"));
    return title.isEmpty() ? id() : title;
  }
}
