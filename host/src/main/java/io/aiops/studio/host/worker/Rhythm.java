package io.aiops.studio.host.worker;

import java.time.Duration;

/**
 * How often a node tells the others what it runs, and how long that holds.
 *
 * @param beat how often is looked what is to be written
 * @param length how long a lease lasts; several beats
 */
record Rhythm(Duration beat, Duration length) {

  static final Rhythm USUAL = new Rhythm(Duration.ofSeconds(1), Duration.ofSeconds(15));

  /** Beats from one renewal to the next. */
  static final int RENEWED = 3;

  /** Beats in which nobody asks who else may have a task that was sent once. */
  private static final int FRESH = 2;

  /** Beats until what runs is surely written down: it is at the second after it began. */
  private static final int WRITTEN = 2;

  /** A task that was sent longer ago may have been sent a second time meanwhile. */
  Duration fresh() {
    return beat.multipliedBy(FRESH);
  }

  /**
   * How long whoever gets a task that is out a second time waits: whoever has the first one began
   * by then, or will see that it is taken; and what began is written down.
   */
  Duration settling() {
    return beat.multipliedBy(FRESH + WRITTEN);
  }

  /** From one renewal to the next: a beat may come somewhat early. */
  Duration renewal() {
    return beat.multipliedBy(RENEWED).minus(beat.dividedBy(2));
  }
}
