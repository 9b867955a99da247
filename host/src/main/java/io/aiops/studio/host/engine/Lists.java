package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Items;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of a forEach step: opened up to its bound, and the step done when all are. */
final class Lists {

  private final Decision decision;

  Lists(Decision decision) {
    this.decision = decision;
  }

  /** The list is known: its first items begin. */
  void open(Scope scope, StepState step, List<@Nullable Object> items) {
    decision.emit(new Event.ItemsOpened(step.path(), items));
    refill(scope, step);
  }

  /**
   * An item is done, and the next begin.
   *
   * @throws ExpressionException if the outputs of all together are too much
   */
  void done(Scope around, StepState step, int index, @Nullable Object output) {
    Items items = step.items();
    if (items != null && items.given() + Amount.of(output) > Amount.MOST) {
      throw new ExpressionException(
          "with those of %d items before, %d in all, has more than %d characters; expected at most %d. Let each give little, such as the id of a file that its steps saved."
              .formatted(items.done(), items.size(), Amount.MOST, Amount.MOST));
    }
    decision.emit(new Event.ItemCompleted(step.path(), index, output));
    refill(around, step);
  }

  /** Opens items up to the bound; when all are done, completes the step. */
  void refill(Scope around, StepState step) {
    Items items = step.items();
    if (items == null) {
      return;
    }
    int bound = ((Step.ForEachWork) step.step().work()).concurrency();
    while (items.open().size() < bound && items.opened() < items.size()) {
      decision.touch(decision.state().open(around, step, items.opened()));
    }
    if (items.done() == items.size()) {
      decision.emit(new Event.ItemsCompleted(step.path()));
      decision.touch(around);
    }
  }
}
