package io.aiops.studio.host.messaging;

import io.aiops.studio.host.definition.Queueing;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.jspecify.annotations.Nullable;

/**
 * Names of the queues, the same on every broker. A pool has a queue for each workspace, {@code
 * studio.tasks.POOL.WORKSPACE}; a pool's name has no dot.
 */
final class Queues {

  /** What all of them begin with. */
  static final String PREFIX = "studio.";

  static final SimpleString COMMANDS = SimpleString.of("studio.commands");
  static final SimpleString TASKS = SimpleString.of("studio.tasks");
  static final SimpleString DEAD = SimpleString.of("studio.dead");

  /** What the other queues of tasks begin with. */
  static final String POOLS = TASKS + ".";

  static final String DEFAULT_POOL = Queueing.DEFAULT_POOL;

  private static final Pattern LANE =
      Pattern.compile("studio\\.tasks\\.([^.]+)\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  private Queues() {}

  /** Where engines of versions without lanes send the tasks of all workspaces. */
  static SimpleString ofPool(String pool) {
    return pool.equals(DEFAULT_POOL) ? TASKS : SimpleString.of(POOLS + pool);
  }

  static SimpleString lane(String pool, UUID workspaceId) {
    return SimpleString.of(POOLS + pool + "." + workspaceId);
  }

  /** Whose lane it is; null if it is none. */
  static @Nullable UUID workspaceOf(SimpleString queue) {
    Matcher lane = LANE.matcher(queue);
    return lane.matches() ? UUID.fromString(lane.group(2)) : null;
  }

  /** As people know it: a lane is called as its pool. */
  static String called(SimpleString queue) {
    Matcher lane = LANE.matcher(queue);
    SimpleString pool = lane.matches() ? ofPool(lane.group(1)) : queue;
    return pool.toString().substring(PREFIX.length());
  }
}
