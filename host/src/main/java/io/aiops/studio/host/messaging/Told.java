package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.Command;
import java.util.function.Consumer;

/**
 * A command without a message: if this process dies, it is gone.
 *
 * @param done hears once whether it was decided on, and what follows from it was sent; if not,
 *     nothing was done, or it is not known what
 */
record Told(Command command, Consumer<Boolean> done) implements Arrival {

  @Override
  public int count() {
    return 1;
  }
}
