package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.Edge;
import io.aiops.studio.host.definition.Step;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps of one body at work: the workflow's, or one item's of a forEach step. */
public final class Scope {

  private final String prefix;
  private final Body body;
  private final @Nullable Scope parent;
  private final @Nullable StepState owner;
  private final int index;
  private final Map<String, StepState> steps = new LinkedHashMap<>();
  private final Ways ways;

  Scope(String prefix, Body body, @Nullable Scope parent, @Nullable StepState owner, int index) {
    this.prefix = prefix;
    this.body = body;
    this.parent = parent;
    this.owner = owner;
    this.index = index;
    for (Step step : body.steps()) {
      steps.put(step.id(), new StepState(prefix + step.id(), step, owner));
    }
    this.ways = Ways.of(body);
  }

  /** Empty, or {@code tickets[3]/}. */
  public String prefix() {
    return prefix;
  }

  public Body body() {
    return body;
  }

  /** The scope around an item's; null for the workflow's own. */
  public @Nullable Scope parent() {
    return parent;
  }

  /** The forEach step an item belongs to; null for the workflow's own. */
  public @Nullable StepState owner() {
    return owner;
  }

  /** Which item this is. */
  public int index() {
    return index;
  }

  /** Whether a list around it fails: nothing begins here any more. */
  public boolean failing() {
    for (Scope s = this; s != null && s.owner != null; s = s.parent) {
      Items items = s.owner.items();
      if (items != null && items.failure() != null) {
        return true;
      }
    }
    return false;
  }

  /** The item's value; null for the workflow's own. */
  public @Nullable Object item() {
    Items items = owner == null ? null : owner.items();
    return items == null ? null : items.values().get(index);
  }

  public Collection<StepState> steps() {
    return Collections.unmodifiableCollection(steps.values());
  }

  public @Nullable StepState step(String id) {
    return steps.get(id);
  }

  public List<Edge> incoming(String id) {
    return ways.incoming(id);
  }

  public List<Edge> outgoing(String id) {
    return ways.outgoing(id);
  }

  /** True once every step has reached its end. */
  public boolean finished() {
    for (StepState step : steps.values()) {
      if (!step.status().terminal()) {
        return false;
      }
    }
    return true;
  }
}
