package io.aiops.studio.host.engine;

import io.aiops.studio.host.taskqueue.Command.Outcome;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The ledger outside: which executions are at work, and who was at work after whom. None ends until
 * as many as may be are at work at the same time.
 */
final class CountedWork implements TaskQueue.Worker, AutoCloseable {

  private static final int TAKES_MILLIS = 2;

  final Set<UUID> atWork = ConcurrentHashMap.newKeySet();

  /** Of each that began, in the order in which they did. */
  final List<UUID> workspaces = Collections.synchronizedList(new ArrayList<>());

  /** How many have to be at work before the first ends. */
  volatile int filling;

  /** Whether none ever ends. */
  volatile boolean holding;

  private final CompletableFuture<Void> full = new CompletableFuture<>();
  private final AtomicInteger most = new AtomicInteger();
  private final ScheduledExecutorService time = Executors.newScheduledThreadPool(2);

  /** At the same time, so far. */
  int most() {
    return most.get();
  }

  /** They end from now on, however many are at work. */
  void goOn() {
    full.complete(null);
  }

  /** The step {@code a} begins an execution's work, {@code b} ends it. */
  @Override
  public void run(Task task, boolean again, Consumer<Optional<Outcome>> done) {
    if (task.path().equals("a") && atWork.add(task.executionId())) {
      workspaces.add(task.workspaceId());
      if (most.accumulateAndGet(atWork.size(), Math::max) >= filling) {
        goOn();
      }
    }
    if (holding) {
      return;
    }
    full.thenRun(() -> time.schedule(() -> end(task, done), TAKES_MILLIS, TimeUnit.MILLISECONDS));
  }

  private void end(Task task, Consumer<Optional<Outcome>> done) {
    if (task.path().equals("b")) {
      atWork.remove(task.executionId());
    }
    Result result = Result.completed("done", List.of());
    done.accept(Optional.of(new Outcome(task.executionId(), task.path(), task.attempt(), result)));
  }

  @Override
  public void close() {
    time.shutdownNow();
  }
}
