package io.aiops.studio.host.execution;

/** What a list's step notes of the steps within its items. It outlives them. */
final class Within {

  private int reached;
  private int base;
  private int done;
  private int known;

  /** Attempts up to here were used before: none of them is used again. */
  void begin(int after) {
    reached = after;
    base = after;
  }

  void reached(int attempt) {
    reached = Math.max(reached, attempt);
  }

  void count(int moreDone, int moreKnown) {
    done += moreDone;
    known += moreKnown;
  }

  /** The items are gone; the next begin after all attempts of these. */
  void reset() {
    base = reached;
    done = 0;
    known = 0;
  }

  /** The attempt before the first of a step within. */
  int base() {
    return base;
  }

  int done() {
    return done;
  }

  int known() {
    return known;
  }
}
