package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Edge;
import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Items;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Turns a state and a command into events. Pure: the same state, command and time give the same
 * events; nothing outside is read or changed. It applies each event to the state it was given, so
 * that a later event of the same decision sees the earlier ones; whoever fails to append them must
 * throw that state away.
 */
final class Decider {

  private final ExecutionState state;
  private final String cause;
  private final Instant now;
  private final StepInputs inputs;
  private final Queue<Scope> moved = new ArrayDeque<>();
  private final List<Event> events = new ArrayList<>();

  private Decider(ExecutionState state, String cause, Instant now, StepInputs inputs) {
    this.state = state;
    this.cause = cause;
    this.now = now;
    this.inputs = inputs;
  }

  /**
   * @param header of the execution: what {@link Command.Start} starts
   * @return empty if the command changes nothing: it was handled before, or came too late
   */
  static List<Event> decide(
      ExecutionState state, Header header, Command command, Instant now, StepInputs inputs) {
    Decider decider = new Decider(state, command.key(), now, inputs);
    if (!state.status().terminal()) {
      switch (command) {
        case Command.Start c -> decider.start(header);
        case Command.Outcome c -> decider.outcome(c);
        case Command.Timer c -> decider.timer(c);
        case Command.Cancel c -> decider.cancel(c, header);
      }
      decider.settle();
    }
    return decider.events;
  }

  private void start(Header header) {
    if (state.status() != ExecutionStatus.PENDING) {
      return;
    }
    emit(started(header));
    touch(state.root());
  }

  private static Event started(Header header) {
    return new Event.ExecutionStarted(
        header.workflowId(),
        header.workflow(),
        header.version(),
        header.inputs(),
        header.startedBy());
  }

  private void outcome(Command.Outcome outcome) {
    StepState step = state.find(outcome.path());
    if (step == null
        || step.status() != StepState.Status.RUNNING
        || step.attempt() != outcome.attempt()) {
      return;
    }
    Command.Result result = outcome.result();
    Failure failure = result.failure();
    if (failure == null) {
      emit(
          new Event.StepCompleted(
              step.path(), step.attempt(), result.output(), result.limit(), result.calls()));
      touch(scopeOf(step));
      return;
    }
    Step.Retry retry = step.step().retry();
    boolean again =
        result.retryHelps()
            && step.attempt() < retry.attempts()
            && !retry.except().contains(failure.category());
    if (again) {
      Instant next =
          now.plus(
              BackOff.delay(retry, step.attempt(), state.id() + step.path(), result.retryAfter()));
      emit(new Event.StepFailed(step.path(), step.attempt(), failure, next, result.calls(), cause));
    } else {
      fail(step, failure, result.calls());
    }
  }

  private void timer(Command.Timer timer) {
    StepState step = state.find(timer.path());
    if (step == null
        || step.status() != StepState.Status.WAITING
        || step.attempt() != timer.attempt()) {
      return;
    }
    if (step.step().work() instanceof Step.WaitWork) {
      emit(new Event.StepCompleted(step.path(), step.attempt(), null, null, List.of()));
      touch(scopeOf(step));
    } else {
      emit(new Event.StepScheduled(step.path(), step.attempt() + 1, step.input(), cause));
    }
  }

  private void cancel(Command.Cancel cancel, Header header) {
    if (state.status() == ExecutionStatus.PENDING) {
      emit(started(header));
    }
    emit(new Event.ExecutionCancelled(cancel.by()));
  }

  /** A scope in which something moved: to be looked at before the decision ends. */
  private void touch(Scope scope) {
    moved.add(scope);
  }

  /** Looks at what moved until nothing does. A queue, not recursion: a list may be long. */
  private void settle() {
    for (Scope scope = moved.poll(); scope != null; scope = moved.poll()) {
      if (!state.status().terminal() && alive(scope)) {
        advance(scope);
      }
    }
  }

  /** Begins every step that can begin; closes the scope once all have ended. */
  private void advance(Scope scope) {
    boolean any = false;
    for (StepState step : scope.steps()) {
      if (step.status() == StepState.Status.PENDING && ready(scope, step)) {
        any = true;
        if (active(scope, step)) {
          begin(scope, step);
        } else {
          emit(new Event.StepSkipped(step.path()));
        }
        if (state.status().terminal() || !alive(scope)) {
          return;
        }
      }
    }
    if (any) {
      touch(scope);
    } else if (scope.finished()) {
      close(scope);
    }
  }

  /** False once the forEach step around the scope has ended, or this item has. */
  private static boolean alive(Scope scope) {
    for (Scope s = scope; s != null; s = s.parent()) {
      StepState owner = s.owner();
      if (owner != null) {
        Items items = owner.items();
        if (owner.status().terminal() || items == null || items.open().get(s.index()) != s) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean ready(Scope scope, StepState step) {
    for (Edge edge : scope.incoming(step.step().id())) {
      StepState from = scope.step(edge.from());
      if (from != null && !from.status().terminal()) {
        return false;
      }
    }
    return true;
  }

  private static boolean active(Scope scope, StepState step) {
    List<Edge> incoming = scope.incoming(step.step().id());
    if (incoming.isEmpty()) {
      return true;
    }
    for (Edge edge : incoming) {
      StepState from = scope.step(edge.from());
      if (from != null && follows(edge, from)) {
        return true;
      }
    }
    return false;
  }

  private static boolean follows(Edge edge, StepState from) {
    return switch (edge.on()) {
      case FAILURE -> from.status() == StepState.Status.FAILED;
      case SUCCESS ->
          from.status() == StepState.Status.COMPLETED
              && (edge.when() == null || edge.when().equals(StepInputs.chosenCase(from)));
    };
  }

  private void begin(Scope scope, StepState step) {
    try {
      switch (step.step().work()) {
        case Step.AgentWork w -> schedule(step, inputs.agent(state, scope, w));
        case Step.ToolWork w -> schedule(step, inputs.resolve(state, scope, w.input()));
        case Step.TransformWork w -> schedule(step, inputs.transform(state, scope, w));
        case Step.SwitchWork w ->
            emit(
                new Event.StepCompleted(
                    step.path(), 1, inputs.choose(state, scope, w), null, List.of()));
        case Step.ForEachWork w -> openItems(scope, step, inputs.items(state, scope, w));
        case Step.WaitWork w ->
            emit(new Event.StepWaiting(step.path(), 1, inputs.until(state, scope, w, now), cause));
      }
    } catch (ExpressionException e) {
      fail(step, new Failure("invalid-input", String.valueOf(e.getMessage())), List.of());
    }
  }

  private void schedule(StepState step, @Nullable Object input) {
    emit(new Event.StepScheduled(step.path(), 1, input, cause));
  }

  private void openItems(Scope scope, StepState step, List<@Nullable Object> items) {
    emit(new Event.ItemsOpened(step.path(), items));
    refill(scope, step);
  }

  /** Opens items up to the bound; when all are done, completes the step. */
  private void refill(Scope around, StepState step) {
    Items items = step.items();
    if (items == null) {
      return;
    }
    int bound = ((Step.ForEachWork) step.step().work()).concurrency();
    while (items.open().size() < bound && items.opened() < items.size()) {
      touch(state.open(around, step, items.opened()));
    }
    if (items.done() == items.size()) {
      emit(new Event.ItemsCompleted(step.path()));
      touch(around);
    }
  }

  private void close(Scope scope) {
    StepState owner = scope.owner();
    Scope around = scope.parent();
    try {
      if (owner == null || around == null) {
        emit(new Event.ExecutionCompleted(inputs.output(state, scope, state.workflow().output())));
      } else {
        Step.ForEachWork work = (Step.ForEachWork) owner.step().work();
        emit(
            new Event.ItemCompleted(
                owner.path(), scope.index(), inputs.output(state, scope, work.output())));
        refill(around, owner);
      }
    } catch (ExpressionException e) {
      Failure failure = new Failure("invalid-input", "output: " + e.getMessage());
      if (owner == null) {
        emit(new Event.ExecutionFailed(null, failure));
      } else {
        fail(owner, inItem(scope, failure), List.of());
      }
    }
  }

  private void fail(StepState step, Failure failure, List<CallRecord> calls) {
    emit(
        new Event.StepFailed(
            step.path(), Math.max(1, step.attempt()), failure, null, calls, cause));
    Scope scope = scopeOf(step);
    boolean handled =
        scope.outgoing(step.step().id()).stream().anyMatch(edge -> edge.on() == Edge.On.FAILURE);
    Step.OnFailure onFailure = step.step().onFailure();
    if (handled) {
      touch(scope);
    } else if (onFailure.then() == Step.OnFailure.Then.CONTINUE) {
      goOn(step, scope, onFailure.output());
    } else {
      failAround(step, scope, failure);
    }
  }

  /** The step counts as completed with the output that was stated for this case. */
  private void goOn(StepState step, Scope scope, @Nullable Object stated) {
    try {
      Object output = inputs.resolve(state, scope, stated);
      emit(
          new Event.StepCompleted(
              step.path(), Math.max(1, step.attempt()), output, null, List.of()));
      touch(scope);
    } catch (ExpressionException e) {
      failAround(step, scope, new Failure("invalid-input", "onFailure.output: " + e.getMessage()));
    }
  }

  /** Nothing handles the failure here: what the step stands in fails with it. */
  private void failAround(StepState step, Scope scope, Failure failure) {
    if (scope.owner() != null) {
      fail(scope.owner(), inItem(scope, failure), List.of());
    } else {
      emit(new Event.ExecutionFailed(step.path(), failure));
    }
  }

  private static Failure inItem(Scope scope, Failure failure) {
    return new Failure(
        failure.category(),
        String.format(Locale.ROOT, "Item %d: %s", scope.index(), failure.message()));
  }

  private Scope scopeOf(StepState step) {
    Scope scope = state.scope(step.path());
    if (scope == null) {
      throw new IllegalStateException("Step " + step.path() + " is not in an open scope");
    }
    return scope;
  }

  private void emit(Event event) {
    state.apply(event, now);
    events.add(event);
  }
}
