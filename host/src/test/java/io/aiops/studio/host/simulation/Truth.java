package io.aiops.studio.host.simulation;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Approval;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One execution as the database has it: folded event by event as they are committed, so that one
 * that cannot follow, such as a second result of a step, is found when it is written.
 */
final class Truth {

  final ExecutionState state;
  boolean cancelled;

  /** What workers said of each attempt, by {@code path#attempt}. */
  private final Map<String, List<Command.Result>> said = new HashMap<>();

  Truth(ExecutionState state) {
    this.state = state;
  }

  void said(Command.Outcome outcome) {
    said.computeIfAbsent(outcome.path() + "#" + outcome.attempt(), key -> new ArrayList<>())
        .add(outcome.result());
  }

  void apply(Event event, Instant at) {
    if (event instanceof Event.StepCompleted e && step(e.path()) == StepState.Status.RUNNING) {
      require(
          said(e.path(), e.attempt()).stream()
              .anyMatch(r -> r.failure() == null && e.output().equals(r.output())),
          event);
    }
    if (event instanceof Event.StepFailed e && step(e.path()) == StepState.Status.RUNNING) {
      List<Command.Result> results = said(e.path(), e.attempt());
      require(
          results.isEmpty()
              ? list(e.path())
              : results.stream().anyMatch(r -> e.failure().equals(r.failure())),
          event);
    }
    if (event instanceof Event.ExecutionCancelled) {
      require(cancelled, event);
    }
    state.apply(event, at);
  }

  private StepState.Status step(String path) {
    StepState step = state.find(path);
    return step == null || list(path) ? null : step.status();
  }

  private boolean list(String path) {
    StepState step = state.find(path);
    return step != null && step.step().work() instanceof Step.ForEachWork;
  }

  private List<Command.Result> said(String path, int attempt) {
    return said.getOrDefault(path + "#" + attempt, List.of());
  }

  private static void require(boolean so, Event event) {
    if (!so) {
      throw new AssertionError("nobody said " + event);
    }
  }

  /** Whether the log shows what came of a command, or that nothing can. */
  boolean shows(Command command) {
    if (state.status().terminal()) {
      return true;
    }
    return switch (command) {
      case Command.Start c -> state.status() != ExecutionStatus.PENDING;
      case Command.Cancel c -> false;
      case Command.Signal c -> state.signals().knows(c.signalId());
      case Command.Outcome c ->
          !is(c.path(), c.attempt(), StepState.Status.RUNNING)
              || state.find(c.path()).decided().size() != c.round();
      case Command.Timer c ->
          !is(c.path(), c.attempt(), StepState.Status.WAITING) || asks(c.path());
      case Command.Decide c -> {
        Approval open = state.approvals().get(c.path());
        yield open == null
            || state.find(c.path()).attempt() != c.attempt()
            || open.round() != c.round()
            || !open.hash().equals(c.hash());
      }
      default -> true;
    };
  }

  /** A task that asks a person; a step of its own that does gives up in time. */
  private boolean asks(String path) {
    StepState step = state.find(path);
    return state.approvals().containsKey(path)
        && !(step.step().work() instanceof Step.ApprovalWork);
  }

  private boolean waits(String path) {
    StepState step = state.find(path);
    return step != null && step.status() == StepState.Status.WAITING;
  }

  private boolean is(String path, int attempt, StepState.Status status) {
    StepState step = state.find(path);
    return step != null && step.attempt() == attempt && step.status() == status;
  }

  /** The signal that a step waits for and without which nothing more will happen; null if none. */
  String wants() {
    if (state.status().terminal()) {
      return null;
    }
    for (String name : List.of("go", "stop")) {
      if (state.signals().waiting(name).stream().anyMatch(this::waits)) {
        return name;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(state.id() + " " + state.status());
    describe(state.root(), text);
    return text.toString();
  }

  private static void describe(Scope scope, StringBuilder text) {
    for (StepState step : scope.steps()) {
      text.append(' ').append(step.path()).append('#').append(step.attempt());
      text.append(' ').append(step.status());
      if (step.items() != null) {
        step.items().open().values().forEach(item -> describe(item, text));
      }
    }
  }
}
