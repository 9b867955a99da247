package io.aiops.studio.host.messaging;

import io.aiops.studio.host.definition.Queueing;
import org.apache.activemq.artemis.api.core.SimpleString;

/** Names of the queues, the same on every broker. */
final class Queues {

  static final SimpleString COMMANDS = SimpleString.of("studio.commands");
  static final SimpleString TASKS = SimpleString.of("studio.tasks");
  static final SimpleString DEAD = SimpleString.of("studio.dead");

  /** What the queues of the other pools begin with. */
  static final String POOLS = TASKS + ".";

  private Queues() {}

  static SimpleString ofPool(String pool) {
    return pool.equals(Queueing.DEFAULT_POOL) ? TASKS : SimpleString.of(POOLS + pool);
  }
}
