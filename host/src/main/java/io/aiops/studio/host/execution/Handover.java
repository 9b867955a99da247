package io.aiops.studio.host.execution;

import io.aiops.studio.host.execution.ExecutionStore.Request;
import java.util.List;

/**
 * What goes from one execution to another in the same transaction as the events it comes of.
 *
 * @param children executions that begin as steps
 * @param promises commands that others must get
 * @param kept promises whose command was taken in
 */
public record Handover(List<Request> children, List<Promise> promises, List<Promise.Name> kept) {

  public static final Handover NONE = new Handover(List.of(), List.of(), List.of());

  public Handover {
    children = List.copyOf(children);
    promises = List.copyOf(promises);
    kept = List.copyOf(kept);
  }

  public boolean none() {
    return children.isEmpty() && promises.isEmpty() && kept.isEmpty();
  }
}
