package io.aiops.studio.host.reliance;

import io.aiops.studio.host.plugin.Affected;
import io.aiops.studio.host.plugin.Affected.ConnectionUse;
import io.aiops.studio.host.plugin.Affected.Counts;
import io.aiops.studio.host.plugin.Affected.InWorkspace;
import io.aiops.studio.host.plugin.Affected.StepUse;
import io.aiops.studio.host.plugin.Affected.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What was found in one workspace: all of it counted, the first of it kept by name. */
final class Tally {

  private final List<StepUse> steps = new ArrayList<>();
  private final List<ConnectionUse> connections = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private Counts counts = Counts.NONE;

  void connection(ConnectionUse use) {
    counts = counts.plus(new Counts(0, 0, 1, use.lost() ? 1 : 0, 0, 0, 0));
    keep(connections, use);
  }

  void workflow(List<StepUse> uses) {
    long lost = uses.stream().filter(StepUse::lost).count();
    counts = counts.plus(new Counts(1, uses.size(), 0, lost, 0, 0, 0));
    uses.forEach(use -> keep(steps, use));
  }

  void executions(long many, boolean lost) {
    counts = counts.plus(new Counts(0, 0, 0, 0, many, lost ? many : 0, 0));
  }

  void trouble(Trouble trouble) {
    counts = counts.plus(new Counts(0, 0, 0, 0, 0, 0, 1));
    keep(troubles, trouble);
  }

  private static <T> void keep(List<T> all, T one) {
    if (all.size() < Affected.MOST_NAMED) {
      all.add(one);
    }
  }

  Counts counts() {
    return counts;
  }

  InWorkspace named(UUID id, String name) {
    return new InWorkspace(id, name, counts, steps, connections, troubles);
  }
}
