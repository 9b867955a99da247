package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.Step;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one execution by their paths: {@code parse} of the workflow, {@code
 * tickets[3]/classify} of an item at work, and what undoes one.
 */
final class Steps {

  private final Scope root;
  private final Heritage heritage;
  private final Undos undos;

  Steps(Body body, Heritage heritage, Undos undos) {
    this.root = new Scope("", body, null, null, 0);
    this.heritage = heritage;
    this.undos = undos;
  }

  Scope root() {
    return root;
  }

  /** Opens an item: from now on its steps have a state. Opening one twice changes nothing. */
  Scope open(Scope around, StepState owner, int index) {
    Items items = owner.openItems();
    Scope open = items.open().get(index);
    if (open != null) {
      return open;
    }
    String prefix = owner.path() + "[" + index + "]/";
    Scope scope = new Scope(prefix, items.body(), around, owner, index);
    scope
        .steps()
        .forEach(step -> {
          step.beginWithin(owner);
          heritage.tell(step);
        });
    items.open(index, scope);
    return scope;
  }

  /** The scope a path's step lives in, or null if that item is not open. */
  @Nullable Scope scope(String path) {
    return scope(path, false);
  }

  /** Whether a list around a step fails: nothing begins there any more. */
  boolean failing(String path) {
    Scope scope = path.indexOf('/') < 0 || Step.undoes(path) ? null : scope(path);
    return scope != null && scope.failing();
  }

  /** The step at a path, or null if it is not there any more. */
  @Nullable StepState find(String path) {
    if (Step.undoes(path)) {
      StepState undo = undos.current();
      return undo != null && undo.path().equals(path) ? undo : null;
    }
    return step(scope(path, false), path);
  }

  /**
   * The step that an event is about.
   *
   * @throws IllegalTransitionException if there is none
   */
  StepState at(String path) {
    StepState step = Step.undoes(path) ? undos.take(path) : step(scope(path, true), path);
    if (step == null) {
      throw new IllegalTransitionException(path, "not there", "an event");
    }
    return step;
  }

  private static @Nullable StepState step(@Nullable Scope scope, String path) {
    return scope == null ? null : scope.step(path.substring(path.lastIndexOf('/') + 1));
  }

  /**
   * @param opens whether an item that is mentioned for the first time is opened: only events do so,
   *     or what somebody asks about would take the place of an item at work
   */
  private @Nullable Scope scope(String path, boolean opens) {
    Scope scope = root;
    int from = 0;
    while (true) {
      int slash = path.indexOf('/', from);
      if (slash < 0) {
        return scope;
      }
      int bracket = path.lastIndexOf('[', slash);
      StepState owner = scope.step(path.substring(from, bracket));
      int index = Integer.parseInt(path.substring(bracket + 1, slash - 1));
      if (owner == null || owner.items() == null || owner.status().terminal()) {
        return null;
      }
      Items items = owner.openItems();
      Scope open = items.open().get(index);
      if (open == null) {
        if (!opens || index < items.opened()) {
          return null;
        }
        open = open(scope, owner, index);
      }
      scope = open;
      from = slash + 1;
    }
  }
}
