package io.aiops.studio.host.trigger;

/** Hears how firings end, for metrics. Returns at once, throws nothing. */
@FunctionalInterface
public interface FiringSink {

  /**
   * @param outcome {@code started}, {@code failed}, {@code skipped} or {@code missed}
   */
  void fired(Firing.Cause cause, String outcome, int count);
}
