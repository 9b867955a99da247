package io.aiops.studio.host;

import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbiLanes;
import io.aiops.studio.host.persistence.JdbiWorkspaces;
import io.aiops.studio.host.taskqueue.Lane;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What nodes on one broker tell each other of its queues, through the database: a worker has to
 * hear of each workspace, and whoever shows how the queues stand, of each pool.
 */
final class SharedLanes {

  private final JdbiWorkspaces workspaces;
  private final JdbiLanes lanes;
  private final ArtemisTaskQueue queue;
  private final Set<Lane> told = new HashSet<>();

  /**
   * @param pools that nodes serve
   */
  SharedLanes(Database database, ArtemisTaskQueue queue, Supplier<Set<String>> pools) {
    this.workspaces = new JdbiWorkspaces(database);
    this.lanes = new JdbiLanes(database);
    this.queue = queue;
    queue.untold(lanes::all, pools);
  }

  /** For one thread at a time. */
  void exchange() {
    queue.know(workspaces.all());
    Set<Lane> fresh = new HashSet<>(queue.lanes());
    fresh.removeAll(told);
    if (!fresh.isEmpty()) {
      lanes.add(fresh);
      told.addAll(fresh);
    }
  }
}
