package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.Items;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items of a forEach step: opened up to its bound, and the step done when all are. One decision
 * opens no more than a part of them, so that what has begun is at work while the next are opened: a
 * list that may run more is told to go on. As long as it was not opened up to its bound, that is
 * what opens the next, and not the end of one before.
 */
final class Lists {

  private final Decision decision;

  /** How many this decision has opened. */
  private int opened;

  Lists(Decision decision) {
    this.decision = decision;
  }

  /** The list is known: its first items begin. */
  void open(Scope scope, StepState step, List<@Nullable Object> items) {
    decision.emit(new Event.ItemsOpened(step.path(), items));
    refill(scope, step);
  }

  /** Its next items begin; nothing if they have, or may not any more. */
  void goOn(Command.Open command) {
    StepState step = decision.state().find(command.path());
    if (step != null && more(decision.state(), step)) {
      Items items = step.openItems();
      if (step.attempt() == command.attempt() && items.opened() == command.from()) {
        refill(decision.scopeOf(step), step);
      }
    }
  }

  /**
   * An item is done, and the next begin.
   *
   * @throws ExpressionException if the outputs of all together are too much
   */
  void done(Scope around, StepState step, int index, @Nullable Object output) {
    Items items = step.openItems();
    if (items.given() + Amount.of(output) > Amount.MOST) {
      throw new ExpressionException(
          "with those of %d items before, %d in all, has more than %d characters; expected at most %d. Let each give little, such as the id of a file that its steps saved."
              .formatted(items.done(), items.size(), Amount.MOST, Amount.MOST));
    }
    boolean full = items.open().size() == bound(step);
    decision.emit(new Event.ItemCompleted(step.path(), index, output));
    if (full || items.done() == items.size()) {
      refill(around, step);
    }
  }

  /** Opens items up to the bound; when all are done, completes the step. */
  private void refill(Scope around, StepState step) {
    Items items = step.openItems();
    int bound = bound(step);
    while (items.open().size() < bound && items.opened() < items.size()) {
      if (opened == decision.state().part()) {
        decision.cutShort(step);
        return;
      }
      opened++;
      decision.touch(decision.state().open(around, step, items.opened()));
    }
    if (items.done() == items.size()) {
      decision.emit(new Event.ItemsCompleted(step.path()));
      decision.touch(around);
    }
  }

  private static int bound(StepState step) {
    return ((Step.ForEachWork) step.step().work()).concurrency();
  }

  /** Whether more of its items may begin than have. */
  static boolean more(ExecutionState state, StepState step) {
    Items items = step.items();
    return items != null
        && step.step().work() instanceof Step.ForEachWork
        && state.status() == ExecutionStatus.RUNNING
        && step.status() == StepState.Status.RUNNING
        && items.failure() == null
        && items.opened() < items.size()
        && items.open().size() < bound(step)
        && !state.failing(step.path());
  }

  /** When the last of its items began, if that is still at work; or else the list itself. */
  static Instant movedAt(StepState step) {
    Items items = step.openItems();
    Scope last = items.open().get(items.opened() - 1);
    return last == null
        ? step.since()
        : last.steps().stream()
            .map(StepState::begunAt)
            .filter(Instant.EPOCH::isBefore)
            .min(Comparator.naturalOrder())
            .orElse(step.since());
  }

  /** What tells a list of which more may begin to go on. */
  static Command.Open next(ExecutionState state, StepState step) {
    return new Command.Open(state.id(), step.path(), step.attempt(), step.openItems().opened());
  }
}
