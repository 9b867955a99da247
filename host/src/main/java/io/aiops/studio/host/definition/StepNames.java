package io.aiops.studio.host.definition;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The steps that an expression may name.
 *
 * @param visible those whose results it can use
 * @param known those that there are
 */
record StepNames(Set<String> visible, Set<String> known) {

  /** Where the results of all that there are can be used. */
  static StepNames all(Set<String> ids) {
    return new StepNames(ids, ids);
  }

  /**
   * What each step of a body can use, in their order.
   *
   * @param outer the steps around it that it can use
   */
  static List<StepNames> within(Body body, Set<String> outer) {
    Map<String, Set<String>> before = before(body);
    Set<String> known = union(outer, ids(body));
    return body.steps().stream()
        .map(step -> new StepNames(union(outer, before.getOrDefault(step.id(), Set.of())), known))
        .toList();
  }

  StepNames and(String id) {
    return new StepNames(union(visible, Set.of(id)), known);
  }

  static Set<String> ids(Body body) {
    Set<String> ids = new HashSet<>();
    body.steps().forEach(step -> ids.add(step.id()));
    return ids;
  }

  static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> union = new HashSet<>(some);
    union.addAll(others);
    return union;
  }

  /** For each step, the steps that some way of edges puts before it. */
  private static Map<String, Set<String>> before(Body body) {
    Map<String, Set<String>> before = new HashMap<>();
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Edge edge : body.edges()) {
        Set<String> of = before.computeIfAbsent(edge.to(), key -> new HashSet<>());
        grew |= of.add(edge.from());
        grew |= of.addAll(before.getOrDefault(edge.from(), Set.of()));
      }
    }
    return before;
  }
}
