package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.event.EventSink;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.file.FileStore;
import io.aiops.studio.host.plugin.PluginRegistry;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.problem.Vital;
import io.aiops.studio.host.taskqueue.Command.Outcome;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks: whatever happens, the answer is an outcome, never an exception. */
public final class TaskWorker implements TaskQueue.Worker, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TaskWorker.class);
  private static final long TICK_MILLIS = 100;
  private static final Duration TRANSFORM_LIMIT = Duration.ofSeconds(30);

  private final LeaseKeeper leases;
  private final Expressions expressions;
  private final Clock clock;
  private final TaskFiles files;
  private final CallLedger ledger;
  private final EventSink sink;
  private final Breakers breakers;
  private final PluginCalls plugins;
  private final TaskThreads threads;
  private final ScheduledThreadPoolExecutor alarms;
  private final Admission admission;
  private final Map<UUID, Set<Reply>> running = new ConcurrentHashMap<>();

  /**
   * @param leases of this node; closed with this
   * @param most threads tasks may hold, those included that ignore their interruption
   * @param alone whether tasks come to this process and no other, and end with it
   */
  public TaskWorker(
      PluginRegistry registry,
      ConnectionResolver connections,
      FileStore files,
      CallLedger ledger,
      LeaseKeeper leases,
      Expressions expressions,
      EventSink sink,
      Clock clock,
      int most,
      boolean alone) {
    this.leases = leases;
    this.expressions = expressions;
    this.clock = clock;
    this.files = new TaskFiles(files, clock);
    this.ledger = ledger;
    this.sink = sink;
    this.breakers = new Breakers(clock);
    this.plugins = new PluginCalls(registry, connections, breakers);
    this.threads = new TaskThreads(most);
    this.alarms =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("studio-task-alarm").factory());
    alarms.setRemoveOnCancelPolicy(true);
    this.admission = new Admission(leases, alone, clock, this::later, this::run);
    // With something that is due soon in front, an alarm that is set and cancelled wakes nobody.
    alarms.scheduleAtFixedRate(() -> {}, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void run(Task task, boolean again, Consumer<Optional<Outcome>> done) {
    Reply reply = new Reply(task, leases, done, this::forget);
    running.compute(
        task.executionId(),
        (id, set) -> {
          Set<Reply> all = set == null ? ConcurrentHashMap.newKeySet() : set;
          all.add(reply);
          return all;
        });
    hand(reply, again);
  }

  @Override
  public void watch(Supplier<List<Task>> door) {
    leases.watch(door);
  }

  @Override
  public void lost() {
    admission.lost();
    leases.tellAll();
  }

  private void hand(Reply reply, boolean again) {
    try {
      threads.execute(() -> begin(reply, again));
    } catch (RejectedExecutionException e) {
      LOG.info("{} of {} is left to another node", reply.task().path(), reply.task().executionId());
      leases.end(reply.lease());
      forget(reply);
    } catch (RuntimeException | Error e) {
      // Such as no memory for a thread.
      Vital.failed("Handing a task to a thread", e);
      reply.with(Result.brokeOff(e));
    }
  }

  /** Whatever is thrown, the task is answered: who never hears of it would wait for ever. */
  private void begin(Reply reply, boolean again) {
    try {
      admission.admit(reply, again);
    } catch (RuntimeException | Error e) {
      LOG.error("{} of {} broke off", reply.task().path(), reply.task().executionId(), e);
      reply.with(Result.brokeOff(e));
    }
  }

  private void later(Reply reply, boolean again, Duration in) {
    alarms.schedule(() -> hand(reply, again), in.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends the attempt once it gives no sign of life for too long. */
  private void listen(Reply reply, Attempt attempt, Duration heartbeat, Duration in) {
    alarms.schedule(
        () -> {
          Duration left = heartbeat.minus(attempt.silence());
          if (reply.answered()) {
            return;
          }
          if (left.isPositive()) {
            listen(reply, attempt, heartbeat, left);
          } else {
            reply.end(
                Reply.what(attempt.task())
                    + " gave no sign of life for its heartbeatTimeout of "
                    + heartbeat
                    + " and was interrupted");
          }
        },
        in.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void run(Reply reply, boolean first) {
    leases.begin(reply.lease());
    Attempt attempt =
        new Attempt(
            reply.task(), first, reply.interruption(), reply.lease(), files, ledger, sink, clock);
    reply.begun(attempt);
    Future<?> alarm = alarms.schedule(reply::tooLate, attempt.millisLeft(), TimeUnit.MILLISECONDS);
    Duration heartbeat = reply.task().waits().heartbeat();
    if (heartbeat != null) {
      listen(reply, attempt, heartbeat, heartbeat);
    }
    try {
      reply.with(OnTrial.of(attempt, attempt(attempt)));
    } finally {
      alarm.cancel(false);
    }
  }

  private void forget(Reply reply) {
    running.computeIfPresent(
        reply.task().executionId(),
        (id, set) -> {
          set.remove(reply);
          return set.isEmpty() ? null : set;
        });
  }

  /** An execution has ended: interrupts what still runs for it on this node. */
  public void stop(UUID executionId) {
    running.getOrDefault(executionId, Set.of()).forEach(Reply::stop);
  }

  /** How many tasks of each pool this node is at; of those it is at none of, nothing. */
  public Map<String, Integer> atWork() {
    Map<String, Integer> pools = new HashMap<>();
    running
        .values()
        .forEach(
            replies -> replies.forEach(reply -> pools.merge(reply.task().pool(), 1, Integer::sum)));
    return pools;
  }

  /** What does not answer the tasks of this node now. */
  public List<Breakers.Open> silent() {
    return breakers.open();
  }

  private Result attempt(Attempt attempt) {
    Task task = attempt.task();
    try {
      return switch (task.kind()) {
        case "agent" -> plugins.agent(attempt);
        case "tool" -> plugins.tool(attempt);
        case "transform" -> Result.completed(transform(task), List.of());
        default ->
            throw new PluginException(
                Category.INVALID_INPUT, "This worker knows no task of kind '" + task.kind() + "'");
      };
    } catch (CallFailedException e) {
      return e.result();
    } catch (PluginException e) {
      return Failing.failed(e, List.of());
    } catch (ExpressionException e) {
      return Result.failed(
          new Failure("invalid-input", String.valueOf(e.getMessage())), false, List.of());
    } catch (UnavailableException e) {
      return Result.failed(
          new Failure("unavailable", String.valueOf(e.getMessage())), true, List.of());
    } catch (RuntimeException e) {
      // Nobody foresaw it. The step says so and is tried again; thrown on, it would hold up the
      // queue for everybody.
      LOG.error("Task {} of {} failed in the worker", task.path(), task.executionId(), e);
      return Result.brokeOff(e);
    }
  }

  private @Nullable Object transform(Task task) {
    return JsonLike.copyOfValue(
        expressions.evaluateOver(
            task.target(),
            task.input(),
            Duration.ofMillis(Math.min(task.timeoutMillis(), TRANSFORM_LIMIT.toMillis()))));
  }

  @Override
  public void close() {
    alarms.shutdownNow();
    threads.close();
    leases.close();
  }
}
