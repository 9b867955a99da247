package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;

/** A task that waits at the door, or begins. */
record Turn(Task task, Runnable beginning) implements Runnable {

  @Override
  public void run() {
    beginning.run();
  }

  /** What to tell of one that the worker threw at us. */
  static Command.Outcome brokeOff(Task task, Throwable why) {
    return new Command.Outcome(
        task.executionId(),
        task.path(),
        task.attempt(),
        task.round(),
        Command.Result.brokeOff(why));
  }
}
