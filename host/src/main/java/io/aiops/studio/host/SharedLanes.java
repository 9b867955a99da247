package io.aiops.studio.host;

import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbiLanes;
import io.aiops.studio.host.persistence.JdbiWorkspaces;
import io.aiops.studio.host.taskqueue.Lane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What nodes on one broker tell each other of its queues, through the database: a worker has to
 * hear of each workspace, and whoever shows how the queues stand, of each pool.
 */
final class SharedLanes {

  /**
   * How often a node tells of all its lanes anew, and those that nobody tells of are looked for.
   */
  private static final Duration ROUND = Duration.ofDays(1);

  /**
   * A lane that no running node has sent to, or asked about, for so long holds nothing: engines ask
   * about the tasks of each execution that goes on.
   */
  private static final Duration KEPT = Duration.ofDays(30);

  private static final int FORGOTTEN_AT_ONCE = 1_000;

  private final JdbiWorkspaces workspaces;
  private final JdbiLanes lanes;
  private final ArtemisTaskQueue queue;
  private final Clock clock;
  private final Set<Lane> told = new HashSet<>();
  private Instant nextRound;

  /**
   * @param pools that nodes serve
   */
  SharedLanes(Database database, ArtemisTaskQueue queue, Supplier<Set<String>> pools, Clock clock) {
    this.workspaces = new JdbiWorkspaces(database);
    this.lanes = new JdbiLanes(database);
    this.queue = queue;
    this.clock = clock;
    this.nextRound = clock.instant().plus(ROUND);
    queue.untold(lanes::all, pools);
  }

  /** For one thread at a time. */
  void exchange() {
    queue.know(workspaces.all());
    Instant now = clock.instant();
    boolean round = !now.isBefore(nextRound);
    if (round) {
      told.clear();
    }
    Set<Lane> fresh = new HashSet<>(queue.lanes());
    fresh.removeAll(told);
    if (!fresh.isEmpty()) {
      lanes.add(fresh, now);
      told.addAll(fresh);
    }
    if (round) {
      lanes.forget(now.minus(KEPT), FORGOTTEN_AT_ONCE);
      nextRound = now.plus(ROUND);
    }
  }
}
