package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.execution.Ending;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Duration;
import java.util.List;

/** This worker's hold on one attempt it runs. */
final class Lease {

  private final LeaseKeeper keeper;
  private final Leases.Attempt attempt;
  private final boolean undoable;
  private final long arrived;
  private final Runnable stop;
  private final Runnable over;

  /** When it began to run. */
  volatile long begun;

  /** Until this event of the execution, the attempt was open. */
  volatile long known;

  /** When it last was ours beyond doubt. */
  volatile long renewed;

  /** Whether others see it. */
  volatile boolean written;

  /**
   * @param stop is run once another worker has it
   * @param over is run once nobody needs it any more
   */
  Lease(LeaseKeeper keeper, Task task, Runnable stop, Runnable over) {
    this.keeper = keeper;
    this.attempt = task.attemptOf();
    this.known = task.asOf();
    this.undoable = Boolean.TRUE.equals(task.waits().undoable());
    this.stop = stop;
    this.arrived = keeper.nanos();
    this.begun = arrived;
    this.renewed = arrived;
    this.over = over;
  }

  Leases.Attempt attempt() {
    return attempt;
  }

  /** Whether the ledger did not answer when somebody on this node last asked it. */
  boolean silent() {
    return keeper.silent();
  }

  void silent(boolean is) {
    keeper.silent(is);
  }

  /** Whether one of these is the end of it. */
  boolean endedBy(List<Ending> endings) {
    long open = known;
    return endings.stream()
        .anyMatch(ending -> !(undoable && ending.sparesUndoable()) && ending.ends(attempt, open));
  }

  /** Somebody else has it. */
  void lose() {
    stop.run();
  }

  /** Nobody needs it any more. */
  void end() {
    over.run();
  }

  /**
   * To be called before an effect: a worker that was paused for longer than its lease finds out
   * here that another one took over.
   *
   * @return whether there was a time in which another may have had it
   * @throws PluginException {@code CANCELLED} if it is lost
   */
  boolean confirm() {
    Rhythm rhythm = keeper.rhythm();
    // What nobody has surely been told of may be given to another that waits no longer than that.
    Duration good = renewed == arrived ? rhythm.settling() : rhythm.length();
    if (keeper.nanos() - renewed <= good.toNanos()) {
      return false;
    }
    if (keeper.take(this) != LeaseKeeper.Take.OURS) {
      lose();
      throw new PluginException(
          Category.CANCELLED, "The attempt ended, or went to another worker, while this one stood");
    }
    return true;
  }
}
