package io.aiops.studio.host.definition;

import java.util.List;

/**
 * Steps and the edges between them: a directed graph without cycles. Steps that no edge orders run
 * at the same time.
 */
public record Body(List<Step> steps, List<Edge> edges) {
  public Body {
    steps = List.copyOf(steps);
    edges = List.copyOf(edges);
  }

  /**
   * @throws java.util.NoSuchElementException if there is none
   */
  public Step step(String id) {
    return steps.stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow();
  }
}
