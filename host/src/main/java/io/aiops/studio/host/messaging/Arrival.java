package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.Command;

/** Something for the engine: a message of the broker, or a word from this process. */
interface Arrival {

  /**
   * @throws IllegalArgumentException if it is no command of ours
   */
  Command command();

  /** How often it came, this time included. */
  int count();
}
