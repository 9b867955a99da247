package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One decision while it is made: the state it moves, the events so far, what is to be looked at.
 */
final class Decision {

  private final ExecutionState state;
  private final String cause;
  private final Instant now;
  private final StepInputs inputs;
  private final Queue<Scope> moved = new ArrayDeque<>();
  private final List<Event> events = new ArrayList<>();
  private final Set<StepState> cutShort = new LinkedHashSet<>();

  /**
   * @param cause key of the command that is decided
   */
  Decision(ExecutionState state, String cause, Instant now, StepInputs inputs) {
    this.state = state;
    this.cause = cause;
    this.now = now;
    this.inputs = inputs;
  }

  ExecutionState state() {
    return state;
  }

  String cause() {
    return cause;
  }

  Instant now() {
    return now;
  }

  StepInputs inputs() {
    return inputs;
  }

  List<Event> events() {
    return events;
  }

  /** An end is put off until what was done is undone. */
  void emit(Event event) {
    Event put = Undoing.putOff(state, event);
    for (Event breach : Slas.before(state, put, now)) {
      state.apply(breach, now);
      events.add(breach);
    }
    Scope undoable = put instanceof Event.StepCompleted e ? Undoing.undoable(state, e) : null;
    state.apply(put, now);
    events.add(put);
    if (undoable != null && put instanceof Event.StepCompleted e) {
      emit(Undoing.recorded(this, undoable, e));
    }
  }

  /** The list has more to open than this decision may. */
  void cutShort(StepState list) {
    cutShort.add(list);
  }

  /** What is decided next, without anything from outside. */
  List<Command.Open> next() {
    return cutShort.stream()
        .filter(list -> state.find(list.path()) == list && Lists.more(state, list))
        .map(list -> Lists.next(state, list))
        .toList();
  }

  /** A scope in which something moved: to be looked at before the decision ends. */
  void touch(Scope scope) {
    moved.add(scope);
  }

  /** The next scope to look at; null if nothing moved any more. */
  @Nullable Scope nextMoved() {
    return moved.poll();
  }

  Scope scopeOf(StepState step) {
    Scope scope = state.scope(step.path());
    if (scope == null) {
      throw new IllegalStateException("Step " + step.path() + " is not in an open scope");
    }
    return scope;
  }
}
