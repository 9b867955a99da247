package io.aiops.studio.host.engine;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.util.List;

/** An engine whose commands that can never be handled become dead letters. */
public record BuryingEngine(TaskQueue.Engine engine, DeadLetters deadLetters)
    implements TaskQueue.Engine {

  @Override
  public Sends handle(List<Command> batch) {
    return engine.handle(batch);
  }

  @Override
  public void idle() {
    engine.idle();
  }

  @Override
  public boolean putAside(Command command, Throwable why, int tries) {
    return deadLetters.keep(command, why, tries);
  }
}
