package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.execution.Leases;
import java.time.Duration;

/** This worker's hold on one attempt it runs. */
final class Lease {

  private final LeaseKeeper keeper;
  private final Leases.Attempt attempt;
  private final Runnable stop;

  /** When it began to run. */
  volatile long begun;

  /** Until this event of the execution, the attempt was open. */
  volatile long known;

  /** When it last was ours beyond doubt. */
  volatile long renewed;

  /** Whether others see it. */
  volatile boolean written;

  Lease(LeaseKeeper keeper, Leases.Attempt attempt, long known, Runnable stop) {
    this.keeper = keeper;
    this.attempt = attempt;
    this.known = known;
    this.stop = stop;
    this.begun = keeper.nanos();
    this.renewed = begun;
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

  /** Somebody else has it, or nobody needs it any more. */
  void lose() {
    stop.run();
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
    // What nobody has been told of may be given to another that waits no longer than that.
    Duration good = written ? rhythm.length() : rhythm.settling();
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
