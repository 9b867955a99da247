package io.aiops.studio.host.simulation;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.engine.Judge;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.Parent;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One execution as the database has it: folded event by event as they are committed, so that one
 * that cannot follow, such as a second result of a step, is found when it is written.
 */
final class Truth {

  final ExecutionState state;
  boolean cancelled;
  int undone;
  int plans;
  final HeldPlaces held = new HeldPlaces();
  final Lineage lineage;
  final Resumed resumed = new Resumed();
  private final Parent parent;
  private final Map<UUID, Truth> all;
  private final List<String> toUndo = new ArrayList<>();

  /** The names of signals that came and that no step has taken, by their ids. */
  private final Map<String, String> untaken = new HashMap<>();

  /** Which completion an attempt to undo undoes, by {@code path#attempt}. */
  private final Map<String, Integer> undoings = new HashMap<>();

  private int begunToUndo;

  /** By the sequence of their events. */
  private final NavigableMap<Long, Event.RolledBack> rollbacks = new TreeMap<>();

  /** What workers said of each attempt, by {@code path#attempt}. */
  private final Map<String, List<Command.Result>> said = new HashMap<>();

  /**
   * @param parent whose step it is; null for none's
   * @param all that there are
   */
  Truth(ExecutionState state, Parent parent, Map<UUID, Truth> all) {
    this.state = state;
    this.lineage = new Lineage(state.id(), state.workflow().body());
    this.parent = parent;
    this.all = all;
  }

  boolean child() {
    return parent != null;
  }

  /** How often the step had been begun anew; of what undoes, which completion it undoes. */
  long round(Task task) {
    String path = task.path();
    if (Step.undoes(path)) {
      return undoings.get(path + "#" + task.attempt());
    }
    return rollbacks.headMap(task.asOf(), true).values().stream()
        .flatMap(rollback -> rollback.invalidated().stream())
        .filter(begun -> path.equals(begun) || path.startsWith(begun + "["))
        .count();
  }

  void said(Command.Outcome outcome) {
    said.computeIfAbsent(outcome.path() + "#" + outcome.attempt(), key -> new ArrayList<>())
        .add(outcome.result());
  }

  void apply(Event event, Instant at) {
    undoes(event);
    // A planner that gave no plan is asked again.
    require(!lineage.again(event) || planner(event), event);
    lineage.take(event);
    resumed.take(event);
    if (event instanceof Event.StepScheduled e && Step.undoes(e.path())) {
      StepState before = state.undos().current();
      if (before == null || !before.path().equals(e.path()) || before.status().terminal()) {
        begunToUndo++;
      }
      undoings.put(e.path() + "#" + e.attempt(), begunToUndo);
    }
    if (event instanceof Event.StepCompleted e && childOf(e.path()) != null) {
      ExecutionState child = all.get(childOf(e.path())).state;
      require(
          child.status() == ExecutionStatus.COMPLETED
              && Objects.equals(Json.asRead(child.output()), Json.asRead(e.output())),
          event);
    } else if (event instanceof Event.StepFailed e && childOf(e.path()) != null) {
      Truth child = all.get(childOf(e.path()));
      require(
          child == null
              || e.failure().category().equals("timeout")
              || child.state.status().terminal()
                  && child.state.status() != ExecutionStatus.COMPLETED,
          event);
    } else if (event instanceof Event.PlanAdopted e && !e.takenOver()) {
      require(
          said(e.path(), e.attempt()).stream().anyMatch(r -> e.plan().equals(r.output())), event);
      plans++;
    } else if (event instanceof Event.StepCompleted e
        && step(e.path()) == StepState.Status.RUNNING) {
      require(
          said(e.path(), e.attempt()).stream()
              .anyMatch(r -> r.failure() == null && e.output().equals(r.output())),
          event);
    } else if (event instanceof Event.StepFailed e && step(e.path()) == StepState.Status.RUNNING) {
      List<Command.Result> results = said(e.path(), e.attempt());
      require(
          results.isEmpty()
              ? list(e.path()) || left(e)
              : results.stream()
                      .anyMatch(r -> e.failure().equals(r.failure()) || unasked(e.path(), r))
                  || e.failure().category().equals("invalid-plan")
                  || left(e),
          event);
    }
    if (event instanceof Event.StepQueued e) {
      require(
          said(e.path(), e.attempt()).stream()
              .anyMatch(r -> e.places().getLast().equals(r.place())),
          event);
    }
    within(event);
    if (event instanceof Event.ExecutionCancelled
        || event instanceof Event.CompensationStarted s && s.cancelledBy() != null) {
      require(cancelled || parent != null && !waitedFor(), event);
    }
    held.apply(event);
    state.apply(event, at);
    if (event instanceof Event.SignalReceived e) {
      untaken.put(e.signalId(), e.name());
    } else if (event instanceof Event.SignalTaken e) {
      untaken.remove(e.signalId());
    }
    if (event instanceof Event.RolledBack e) {
      rollbacks.put(state.sequence(), e);
    }
  }

  private boolean planner(Event event) {
    return event instanceof Event.StepScheduled e
        && state.find(e.path()).step().work() instanceof Step.PlanWork;
  }

  /** Each item that is done, and each plan, was right to end so. */
  private void within(Event event) {
    if (event instanceof Event.ItemCompleted e) {
      Judge.judge(scope(e.path(), e.index()), ExecutionStatus.COMPLETED);
    } else if (event instanceof Event.StepCompleted e
        && state.find(e.path()) != null
        && state.find(e.path()).planned()
        && !state.find(e.path()).status().terminal()) {
      Judge.judge(scope(e.path(), 0), ExecutionStatus.COMPLETED);
    }
  }

  private Scope scope(String path, int index) {
    return state.find(path).items().open().get(index);
  }

  /** Nobody is asked while it is undone, and nobody waits for a place. */
  private boolean unasked(String path, Command.Result result) {
    return (result.ask() != null || result.place() != null)
        && (state.status() == ExecutionStatus.COMPENSATING || state.failing(path));
  }

  /** It was with nobody, and others waited for its place. */
  private boolean left(Event.StepFailed e) {
    return e.failure().category().equals("cancelled")
        && state.status() == ExecutionStatus.COMPENSATING
        && !state.find(e.path()).places().isEmpty();
  }

  /** Whether its parent still waits for how it ends. */
  boolean waitedFor() {
    return parent != null && all.get(parent.executionId()).state.children().containsKey(state.id());
  }

  private UUID childOf(String path) {
    StepState step = state.find(path);
    return step == null ? null : step.child();
  }

  /** Each completion is undone once, the last first, and only if the execution ends badly. */
  private void undoes(Event event) {
    String path =
        switch (event) {
          case Event.StepScheduled e -> e.path();
          case Event.StepFailed e -> e.path();
          case Event.StepCompleted e -> e.path();
          default -> "";
        };
    StepState step = state.find(path);
    if (event instanceof Event.StepCompleted
        && step != null
        && !Step.undoes(path)
        && step.step().undo() != null
        && step.status() != StepState.Status.FAILED) {
      toUndo.add(path);
    } else if (Step.undoes(path) && (step == null || step.status().terminal())) {
      require(
          state.status() == ExecutionStatus.COMPENSATING
              && path.equals(toUndo.removeLast() + Step.UNDO),
          event);
      undone++;
    } else if (event instanceof Event.ExecutionFailed
        || event instanceof Event.ExecutionCancelled) {
      require(toUndo.isEmpty(), event);
    }
  }

  private StepState.Status step(String path) {
    StepState step = state.find(path);
    return step == null || list(path) ? null : step.status();
  }

  private boolean list(String path) {
    StepState step = state.find(path);
    return step != null && (step.step().work() instanceof Step.ForEachWork || step.planned());
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
    return new Shown(state).of(command);
  }

  private boolean waits(String path) {
    StepState step = state.find(path);
    return step != null && step.status() == StepState.Status.WAITING && !state.failing(path);
  }

  /** The signal that a step waits for and without which nothing more will happen; null if none. */
  String wants() {
    if (state.status().terminal()) {
      return null;
    }
    for (String name : List.of("go", "stop")) {
      if (state.signals().waiting(name).stream().anyMatch(this::waits)) {
        if (untaken.containsValue(name)) {
          throw new AssertionError("a signal that came is not taken: " + untaken + " by " + this);
        }
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
