package io.aiops.studio.host.messaging;

/** Names of the queues, the same on every broker. */
final class Queues {

  static final String COMMANDS = "studio.commands";
  static final String TASKS = "studio.tasks";
  static final String DEAD = "studio.dead";

  private Queues() {}
}
