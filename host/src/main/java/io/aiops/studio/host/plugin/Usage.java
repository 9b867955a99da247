package io.aiops.studio.host.plugin;

import org.jspecify.annotations.Nullable;

/** How many use a running plugin now. */
final class Usage {

  private int leases;
  private @Nullable Runnable last;

  synchronized void begin() {
    leases++;
  }

  void end() {
    Runnable then = null;
    synchronized (this) {
      leases--;
      if (leases == 0) {
        then = last;
        last = null;
      }
    }
    if (then != null) {
      then.run();
    }
  }

  /**
   * Once, when nobody uses it any more; at once if nobody does. Returns at once, throws nothing.
   */
  void whenUnused(Runnable then) {
    synchronized (this) {
      if (leases > 0) {
        last = then;
        return;
      }
    }
    then.run();
  }

  synchronized int count() {
    return leases;
  }
}
