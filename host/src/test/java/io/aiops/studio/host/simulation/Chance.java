package io.aiops.studio.host.simulation;

import io.aiops.studio.host.engine.RandomWorkflow;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** All that is random in a schedule: the same for the same seed. */
final class Chance {

  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  <T> T of(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** What a planner says. */
  Map<String, Object> plan() {
    return RandomWorkflow.planning(random, List.of()).plan();
  }

  UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
