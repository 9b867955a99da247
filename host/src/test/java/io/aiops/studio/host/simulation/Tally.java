package io.aiops.studio.host.simulation;

import io.aiops.studio.host.execution.ExecutionStatus;
import java.util.function.ToIntFunction;

/** How often happened in a world what must happen for it to show anything. */
final class Tally {

  private final World world;
  int granted;
  int admitted;
  int crashes;
  int stale;

  /** How often a node stood. */
  int stood;

  /** How often somebody else had what a node wanted to hold. */
  int refused;

  Tally(World world) {
    this.world = world;
  }

  /** Tasks that died with the broker of their process. */
  int died() {
    return world.broker.died();
  }

  int children() {
    return sum(truth -> truth.child() ? 1 : 0);
  }

  /** Children that were cancelled since nobody waited for them any more. */
  int disowned() {
    return sum(truth -> truth.child() && truth.state.status() == ExecutionStatus.CANCELLED ? 1 : 0);
  }

  /** Children that went on from the one before. */
  int wentOn() {
    return sum(truth -> truth.lineage.wentOn() ? 1 : 0);
  }

  int plans() {
    return sum(truth -> truth.plans);
  }

  int undone() {
    return sum(truth -> truth.undone);
  }

  private int sum(ToIntFunction<Truth> of) {
    return world.database.truths.values().stream().mapToInt(of).sum();
  }
}
