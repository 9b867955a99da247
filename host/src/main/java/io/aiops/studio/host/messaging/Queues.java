package io.aiops.studio.host.messaging;

import org.apache.activemq.artemis.api.core.SimpleString;

/** Names of the queues, the same on every broker. */
final class Queues {

  static final SimpleString COMMANDS = SimpleString.of("studio.commands");
  static final SimpleString TASKS = SimpleString.of("studio.tasks");
  static final SimpleString DEAD = SimpleString.of("studio.dead");

  private Queues() {}
}
