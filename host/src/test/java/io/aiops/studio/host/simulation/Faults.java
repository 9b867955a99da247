package io.aiops.studio.host.simulation;

/** What goes wrong: so many times a schedule, then no more, so that all can recover. */
final class Faults {

  private final Chance chance;
  private int left;

  Faults(Chance chance, int most) {
    this.chance = chance;
    this.left = chance.below(most + 1);
  }

  boolean strike(int oneIn) {
    if (left == 0 || !chance.oneIn(oneIn)) {
      return false;
    }
    left--;
    return true;
  }

  boolean over() {
    return left == 0;
  }
}
