package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Approval;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.Items;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue.Delayed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** When something must happen in an execution if no message comes. */
final class Deadlines {

  /** So long after it was sent, a task that nobody holds counts as lost. */
  static final Duration LOST_AFTER = Duration.ofSeconds(30);

  /**
   * One that was not lost then may be now: who held it may have died just before, and what it held
   * is free after 15 s. With the grace, as soon as that.
   */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(13);

  /** A timer has its own message; this is for those that were lost. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private Deadlines() {}

  /** When the engine must look at it; null if it has ended or waits for something outside. */
  static @Nullable Instant lookAt(ExecutionState state, Instant now) {
    if (state.status().terminal()) {
      return null;
    }
    if (state.status() == ExecutionStatus.PENDING) {
      return now.plus(LOST_AFTER);
    }
    Earliest earliest = new Earliest();
    earliest.take(Slas.due(state));
    open(
        state,
        step -> {
          Instant due = step.due();
          earliest.take(Slas.due(step));
          if (Lists.more(state, step)) {
            earliest.take(lost(Lists.movedAt(step), now));
          }
          if (step.status() == StepState.Status.WAITING || step.child() != null) {
            earliest.take(due);
            earliest.take(escalation(step));
          } else if (step.status() == StepState.Status.RUNNING && isTask(step)) {
            earliest.take(lost(step.since(), now));
            TimeOuts.of(state, step).stream()
                .map(Delayed::due)
                .filter(now::isBefore)
                .forEach(earliest::take);
          }
        });
    return earliest.at == null ? null : earliest.at.plus(GRACE);
  }

  /** When what was sent then counts as lost; once it does, when that is looked at again. */
  private static Instant lost(Instant sent, Instant now) {
    Instant lost = sent.plus(LOST_AFTER);
    return lost.isAfter(now) ? lost : now.plus(LOOK_AGAIN);
  }

  /**
   * Whether it waits for something with a name: its turn, a signal, a person, another execution.
   */
  static boolean waitsOutside(ExecutionState state) {
    List<StepState> waiting = new ArrayList<>();
    open(
        state,
        step -> {
          if (step.status() == StepState.Status.WAITING || step.child() != null) {
            waiting.add(step);
          }
        });
    return state.queued() || !waiting.isEmpty();
  }

  /** When an approval that nobody gives goes on to others; null if that is over or never. */
  private static @Nullable Instant escalation(StepState step) {
    Approval approval = step.approval();
    return approval == null || approval.escalated() ? null : approval.escalateAt();
  }

  /** What is due by now: the commands whose messages may have been lost. */
  static List<Command> passed(ExecutionState state, Instant now) {
    if (state.status() == ExecutionStatus.PENDING) {
      return List.of(new Command.Start(state.id()));
    }
    List<Command> due = new ArrayList<>();
    open(
        state,
        step -> {
          Instant at = step.due();
          boolean waits = step.status() == StepState.Status.WAITING || step.child() != null;
          if (waits && at != null && !at.isAfter(now)) {
            due.add(new Command.Timer(state.id(), step.path(), step.attempt()));
          }
          if (Lists.more(state, step) && !Lists.movedAt(step).plus(LOST_AFTER).isAfter(now)) {
            due.add(Lists.next(state, step));
          }
          TimeOuts.of(state, step).stream()
              .filter(bound -> !bound.due().isAfter(now))
              .forEach(bound -> due.add(bound.command()));
          Instant escalation = escalation(step);
          Approval approval = step.approval();
          if (approval != null && escalation != null && !escalation.isAfter(now)) {
            due.add(
                new Command.Escalate(state.id(), step.path(), step.attempt(), approval.round()));
          }
        });
    return due;
  }

  /** Tasks that are out. */
  static List<StepState> out(ExecutionState state) {
    List<StepState> out = new ArrayList<>();
    open(
        state,
        step -> {
          if (step.status() == StepState.Status.RUNNING && isTask(step)) {
            out.add(step);
          }
        });
    return out;
  }

  private static boolean isTask(StepState step) {
    return switch (step.step().work()) {
      case Step.AgentWork w -> true;
      case Step.ToolWork w -> true;
      case Step.TransformWork w -> true;
      case Step.PlanWork w -> !step.planned();
      default -> false;
    };
  }

  /** Each step that has begun and not ended. */
  static void open(ExecutionState state, Consumer<StepState> each) {
    open(state.root(), state.status() == ExecutionStatus.COMPENSATING, each);
    StepState undo = state.undos().current();
    if (undo != null && !undo.status().terminal()) {
      each.accept(undo);
    }
  }

  /**
   * @param undone whether the execution is being undone: then nothing else is waited for than what
   *     is to be undone, or has a place that somebody may wait for
   */
  private static void open(Scope scope, boolean undone, Consumer<StepState> each) {
    for (StepState step : scope.steps()) {
      if (step.status().terminal() || step.status() == StepState.Status.PENDING) {
        continue;
      }
      Items items = step.items();
      boolean holds =
          undone && step.status() == StepState.Status.RUNNING && !step.places().isEmpty();
      if (!undone && !scope.failing() || Undoing.inFlight(step) || holds) {
        each.accept(step);
      }
      if (items != null) {
        items.open().values().forEach(item -> open(item, undone, each));
      }
    }
  }

  /** The first of several times. */
  private static final class Earliest {
    private @Nullable Instant at;

    void take(@Nullable Instant other) {
      Instant known = at;
      at = known == null || other != null && other.isBefore(known) ? other : known;
    }
  }
}
