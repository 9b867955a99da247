package io.aiops.studio.ui.designer;

import io.aiops.studio.host.definition.text.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A way out of a step: success, failure, or a case of a switch.
 *
 * @param id {@code success}, {@code failure} or {@code case:name}
 */
record Out(String id, String label, String kind) {

  static final String SUCCESS = "success";
  static final String FAILURE = "failure";
  private static final String CASE = "case";
  private static final String PREFIX = CASE + ":";

  private static final Out ON_SUCCESS = new Out(SUCCESS, "When it completes", SUCCESS);
  private static final Out ON_FAILURE = new Out(FAILURE, "on failure", FAILURE);

  private static Out ofCase(String name) {
    return new Out(PREFIX + name, name, CASE);
  }

  /** The case it stands for; null if none. */
  static @Nullable String when(String id) {
    return id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : null;
  }

  /** Which one an edge follows. */
  static Out of(Map<String, @Nullable Object> edge) {
    String when = Values.text(edge.get("when"));
    if (!when.isEmpty()) {
      return ofCase(when);
    }
    return FAILURE.equals(edge.get("on")) ? ON_FAILURE : ON_SUCCESS;
  }

  /** Those a step offers, and those its edges name all the same. */
  static List<Out> all(
      Map<String, @Nullable Object> step, List<Map<String, @Nullable Object>> edges) {
    Map<String, Out> outs = new LinkedHashMap<>();
    if ("switch".equals(step.get("kind"))) {
      List<@Nullable Object> names = new ArrayList<>();
      Values.list(step.get("cases")).forEach(each -> names.add(Values.map(each).get("name")));
      names.add(step.get("otherwise"));
      names.stream()
          .map(Values::text)
          .filter(name -> !name.isEmpty())
          .forEach(name -> outs.put(PREFIX + name, ofCase(name)));
    } else {
      outs.put(SUCCESS, ON_SUCCESS);
    }
    edges.stream()
        .filter(edge -> Values.text(edge.get("from")).equals(Values.text(step.get("id"))))
        .map(Out::of)
        .filter(out -> !out.kind.equals(FAILURE))
        .forEach(out -> outs.putIfAbsent(out.id, out));
    outs.put(FAILURE, ON_FAILURE);
    return List.copyOf(outs.values());
  }
}
