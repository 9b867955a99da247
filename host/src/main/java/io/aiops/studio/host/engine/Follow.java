package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Approval;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.Items;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Delayed;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has to be sent so that an execution goes on, derived from its events and its state. */
final class Follow {

  /**
   * A bound of a task that is further off has no message: it would stay with the broker until then,
   * and most steps have ended long before. The engine looks at what runs for so long anyway.
   */
  private static final Duration SOON = Duration.ofMinutes(10);

  private final List<Task> tasks = new ArrayList<>();
  private final List<Delayed> delayed = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private final Set<Command.Open> opens = new LinkedHashSet<>();

  /** After new events: what they ask for. */
  void after(ExecutionState state, List<Event> events, Instant now) {
    for (Event event : events) {
      switch (event) {
        case Event.StepScheduled e -> {
          StepState step = state.find(e.path());
          if (step != null && wanted(state, step)) {
            tasks.add(Tasks.of(state, step, now, false));
            TimeOuts.of(state, step).stream()
                .filter(bound -> bound.due().isBefore(now.plus(SOON)))
                .forEach(delayed::add);
          }
        }
        case Event.StepWaiting e -> delay(state, e.path(), e.attempt(), e.until());
        case Event.ApprovalRequested e -> {
          StepState step = state.find(e.path());
          if (step != null && step.approval() != null) {
            approval(state, step, step.approval());
          }
        }
        case Event.ApprovalDecided e -> {
          StepState step = state.find(e.path());
          if (step != null && wanted(state, step)) {
            tasks.add(Tasks.of(state, step, now, false));
          }
        }
        case Event.StepAdmitted e -> {
          StepState step = state.find(e.path());
          if (step != null && wanted(state, step)) {
            tasks.add(Tasks.of(state, step, now, false));
          }
        }
        case Event.StepQueued e when e.until() != null ->
            delay(state, e.path(), e.attempt(), e.until());
        case Event.ChildStarted e when e.until() != null ->
            delay(state, e.path(), e.attempt(), e.until());
        case Event.SignalAwaited e when e.until() != null ->
            delay(state, e.path(), e.attempt(), e.until());
        case Event.StepFailed e when e.nextAttemptAt() != null ->
            delay(state, e.path(), e.attempt(), e.nextAttemptAt());
        default -> {}
      }
    }
  }

  /**
   * After a command that came again: what it had led to may never have been sent, since events are
   * committed before messages are.
   */
  void again(ExecutionState state, Command command, Instant now) {
    if (!state.status().terminal()) {
      again(state, state.root(), command, now);
      StepState undo = state.undos().current();
      if (undo != null && undo.cause().equals(command.key())) {
        missing(state, undo, now);
      }
    }
  }

  private void again(ExecutionState state, Scope scope, Command command, Instant now) {
    for (StepState step : scope.steps()) {
      Items items = step.items();
      if (items != null && step.status() == StepState.Status.RUNNING) {
        items.open().values().forEach(item -> again(state, item, command, now));
        if (Lists.more(state, step) && mayHaveLedTo(command, step)) {
          opens.add(Lists.next(state, step));
        }
      } else if (step.cause().equals(command.key())) {
        missing(state, step, now);
      }
    }
  }

  /**
   * Whether the command may have opened a part of the list. What told one list to go on did not
   * another: where many are opened at the same time, each that came again would tell all of them.
   */
  private static boolean mayHaveLedTo(Command command, StepState list) {
    return !(command instanceof Command.Open open)
        || list.path().equals(open.path())
        || list.path().startsWith(open.path() + "[");
  }

  private void missing(ExecutionState state, StepState step, Instant now) {
    Instant due = step.due();
    UUID child = step.child();
    if (child != null) {
      commands.add(new Command.Start(child));
      if (due != null) {
        delay(state, step.path(), step.attempt(), due);
      }
    } else if (wanted(state, step)) {
      owed(state, step, now);
    } else if (step.status() == StepState.Status.WAITING) {
      if (step.approval() != null) {
        approval(state, step, step.approval());
      } else if (due != null) {
        delay(state, step.path(), step.attempt(), due);
      }
    }
  }

  /** While it is undone, or a list fails, only what undoes, and what is waited for to be undone. */
  static boolean wanted(ExecutionState state, StepState step) {
    return step.status() == StepState.Status.RUNNING
        && !step.planned()
        && (state.status() == ExecutionStatus.RUNNING && !state.failing(step.path())
            || Step.undoes(step.path())
            || step.step().undo() != null);
  }

  /** The times at which it matters that nobody has decided. */
  private void approval(ExecutionState state, StepState step, Approval approval) {
    Instant due = step.due();
    if (due != null) {
      delay(state, step.path(), step.attempt(), due);
    }
    Instant escalateAt = approval.escalateAt();
    if (escalateAt != null && !approval.escalated()) {
      delayed.add(
          new Delayed(
              new Command.Escalate(state.id(), step.path(), step.attempt(), approval.round()),
              escalateAt));
    }
  }

  /** When these events first need to be looked after; null if they do not. */
  static @Nullable Instant earliest(List<Event> events, Instant now) {
    Instant earliest = null;
    for (Event event : events) {
      Instant at =
          switch (event) {
            case Event.StepScheduled e -> now.plus(Deadlines.LOST_AFTER);
            case Event.StepWaiting e -> e.until();
            case Event.SignalAwaited e -> e.until();
            case Event.ChildStarted e -> e.until();
            case Event.ApprovalDecided e -> now.plus(Deadlines.LOST_AFTER);
            case Event.StepAdmitted e -> now.plus(Deadlines.LOST_AFTER);
            case Event.StepQueued e -> e.until();
            case Event.ApprovalRequested e -> first(e.until(), e.escalateAt());
            case Event.StepFailed e -> e.nextAttemptAt();
            default -> null;
          };
      earliest = first(earliest, at);
    }
    return earliest;
  }

  private static @Nullable Instant first(@Nullable Instant one, @Nullable Instant other) {
    return one == null || other != null && other.isBefore(one) ? other : one;
  }

  /** A task that may be lost; the first may have arrived and be at work. */
  void owed(ExecutionState state, StepState step, Instant now) {
    if (wanted(state, step)) {
      tasks.add(Tasks.of(state, step, now, true));
    }
  }

  /** What goes on with a list: once, however many say so. */
  void open(List<Command.Open> next) {
    opens.addAll(next);
  }

  /** What was handed over to others. */
  void send(List<Command> others) {
    commands.addAll(others);
  }

  Sends sends() {
    return new Sends(tasks, delayed, Stream.concat(commands.stream(), opens.stream()).toList());
  }

  private void delay(ExecutionState state, String path, int attempt, Instant due) {
    delayed.add(new Delayed(new Command.Timer(state.id(), path, attempt), due));
  }
}
