package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.Edge;
import io.aiops.studio.host.definition.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A step and all that comes after it by any edge: what its result may have led to. Of a step within
 * an item: what comes after it there, and what comes after the list.
 */
public final class Cone {

  private final Set<String> paths = new LinkedHashSet<>();
  private final Function<String, @Nullable Body> plans;

  /**
   * @param plans what was planned for a step, by its path; null if nothing was
   * @throws java.util.NoSuchElementException if the workflow has no such step
   */
  public Cone(Body body, String path, Function<String, @Nullable Body> plans) {
    this.plans = plans;
    add(body, "", path, true);
  }

  /**
   * @param prefix of the scope the body stands for
   * @param rest of the path, below it
   */
  private void add(Body body, String prefix, String rest, boolean itself) {
    int slash = rest.indexOf('/');
    if (slash < 0) {
      Step step = body.step(rest);
      if (itself) {
        paths.add(prefix + step.id());
      }
      after(body, step.id()).forEach(id -> paths.add(prefix + id));
      return;
    }
    String list = rest.substring(0, rest.lastIndexOf('[', slash));
    Step step = body.step(list);
    Body within =
        step.work() instanceof Step.ForEachWork work ? work.body() : plans.apply(prefix + list);
    if (within == null) {
      throw new java.util.NoSuchElementException(prefix + list + " has no items");
    }
    add(within, prefix + rest.substring(0, slash + 1), rest.substring(slash + 1), itself);
    after(body, list).forEach(id -> paths.add(prefix + id));
  }

  private static List<String> after(Body body, String id) {
    Set<String> reached = new LinkedHashSet<>(List.of(id));
    List<String> next = new ArrayList<>(reached);
    while (!next.isEmpty()) {
      String from = next.removeLast();
      for (Edge edge : body.edges()) {
        if (edge.from().equals(from) && reached.add(edge.to())) {
          next.add(edge.to());
        }
      }
    }
    reached.remove(id);
    return inOrder(body, reached);
  }

  /** Each after all that edges put before it. */
  private static List<String> inOrder(Body body, Set<String> ids) {
    Set<String> left = new LinkedHashSet<>(ids);
    List<String> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      List<String> ready =
          left.stream()
              .filter(id ->
                  body.edges().stream()
                      .noneMatch(edge -> edge.to().equals(id) && left.contains(edge.from())))
              .toList();
      if (ready.isEmpty()) {
        throw new IllegalStateException("The edges form a cycle among " + left);
      }
      ordered.addAll(ready);
      ready.forEach(left::remove);
    }
    return ordered;
  }

  /** In order: none before those its edges come from. Items of a list are not named. */
  public Set<String> paths() {
    return paths;
  }

  /** Also true of what lies within an item of a list that is part of it. */
  public boolean has(String path) {
    if (paths.contains(path)) {
      return true;
    }
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (paths.contains(path.substring(0, path.lastIndexOf('[', slash)))) {
        return true;
      }
    }
    return false;
  }
}
