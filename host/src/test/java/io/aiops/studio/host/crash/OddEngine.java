package io.aiops.studio.host.crash;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.util.List;

/** An engine with a fault: it cannot take in an outcome that is {@value #ODD}. */
record OddEngine(TaskQueue.Engine real) implements TaskQueue.Engine {

  static final String ODD = "odd";

  @Override
  public Sends handle(List<Command> batch) {
    for (Command command : batch) {
      if (command instanceof Command.Outcome outcome && ODD.equals(outcome.result().output())) {
        throw new IllegalStateException("This version cannot take in what is odd");
      }
    }
    return real.handle(batch);
  }

  @Override
  public void idle() {
    real.idle();
  }
}
