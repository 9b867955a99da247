package io.aiops.studio.host.worker;

import io.aiops.studio.host.event.EventSink;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.file.FileStore;
import io.aiops.studio.host.taskqueue.Command.Outcome;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A worker without threads, for simulations: what is admitted, leased, taken over, ended and
 * answered is decided by the real classes; what the plugin's code does, and when, by whoever hears
 * that an attempt was begun.
 */
public final class WorkerInSteps implements TaskQueue.Worker {

  private static final FileStore NO_FILES =
      (FileStore)
          Proxy.newProxyInstance(
              FileStore.class.getClassLoader(),
              new Class<?>[] {FileStore.class},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  private final LeaseKeeper leases;
  private final Replies replies;
  private final CallLedger ledger;
  private final EventSink sink;
  private final Clock clock;
  private final Consumer<SimulatedAttempt> begun;
  private final TaskFiles files;

  /**
   * @param threads on which tasks are admitted and begun
   * @param alarms for beats and what is done later
   * @param nanos the time that only goes forward
   * @param alone whether tasks come to this process and no other
   * @param begun what begins to run is given to it
   */
  public WorkerInSteps(
      Leases leases,
      UUID node,
      CallLedger ledger,
      EventSink sink,
      Clock clock,
      Executor threads,
      ScheduledExecutorService alarms,
      LongSupplier nanos,
      boolean alone,
      Consumer<SimulatedAttempt> begun) {
    this.leases = new LeaseKeeper(leases, node, Rhythm.USUAL, alarms, nanos);
    this.ledger = ledger;
    this.sink = sink;
    this.clock = clock;
    this.begun = begun;
    this.files = new TaskFiles(NO_FILES, clock);
    this.replies = new Replies(this.leases, threads, alarms, clock, alone, this::run);
  }

  private void run(Reply reply, boolean first) {
    Attempt attempt =
        new Attempt(
            reply.task(), first, reply.interruption(), reply.lease(), files, ledger, sink, clock);
    replies.begins(reply, attempt);
    begun.accept(new SimulatedAttempt(reply, attempt));
  }

  @Override
  public void run(Task task, boolean again, Consumer<Optional<Outcome>> done) {
    replies.answer(task, again, done);
  }

  @Override
  public void watch(Supplier<List<Task>> door) {
    leases.watch(door);
  }

  @Override
  public void lost() {
    replies.lost();
  }

  /** An execution has ended. */
  public void stop(UUID executionId) {
    replies.stop(executionId);
  }
}
