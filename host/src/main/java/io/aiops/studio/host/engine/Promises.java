package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.Promise;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sends again what one execution owes another and that was not taken in yet. */
public final class Promises {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int BATCH = 500;

  private final ExecutionStore store;
  private final TaskQueue queue;
  private final Clock clock;

  public Promises(ExecutionStore store, TaskQueue queue, Clock clock) {
    this.store = store;
    this.queue = queue;
    this.clock = clock;
  }

  /** How many were sent again. */
  public int keep() {
    Instant now = clock.instant();
    List<Promise> unkept = store.unkept(now.minus(PATIENCE), now, BATCH);
    unkept.forEach(promise -> queue.send(read(promise)));
    return unkept.size();
  }

  static Promise write(Command command) {
    return new Promise(
        command.executionId(),
        command.key(),
        command.getClass().getSimpleName(),
        Json.write(command));
  }

  static Command read(Promise promise) {
    return switch (promise.type()) {
      case "Outcome" -> Json.parse(promise.command(), Command.Outcome.class);
      case "Cancel" -> Json.parse(promise.command(), Command.Cancel.class);
      default ->
          throw new IllegalStateException(
              "The promise %s of execution %s is of type '%s', which this studio does not know"
                  .formatted(promise.key(), promise.executionId(), promise.type()));
    };
  }
}
