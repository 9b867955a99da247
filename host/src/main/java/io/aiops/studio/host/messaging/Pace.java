package io.aiops.studio.host.messaging;

/**
 * How far apart the batches of a busy engine begin. An engine that takes each command as it comes
 * commits for every one of them, and a commit costs more than a command; of many, those that come
 * within two milliseconds share one. When few come, nobody waits. For one thread.
 */
final class Pace {

  private static final long APART = 2_000_000;
  private static final long WINDOW = 100_000_000;

  /** Commands in a window; a thousand a second. */
  private static final int MANY = 100;

  private long beganAt;
  private long windowAt;
  private long inWindow;
  private boolean busy;

  /**
   * @param now the time in nanoseconds, here and below
   */
  Pace(long now) {
    beganAt = now;
    windowAt = now;
  }

  /** Nanoseconds until the next batch is to begin; 0 or less if it may at once. */
  long rest(long now) {
    return busy ? beganAt + APART - now : 0;
  }

  /** A batch of so many begins. */
  void begins(long now, int commands) {
    long age = now - windowAt;
    if (age >= WINDOW) {
      busy = inWindow * WINDOW >= MANY * age;
      windowAt = now;
      inWindow = 0;
    }
    beganAt = now;
    inWindow += commands;
  }
}
