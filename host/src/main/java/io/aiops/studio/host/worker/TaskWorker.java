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
import io.aiops.studio.host.taskqueue.Command.Outcome;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
  private final Replies replies;

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
    this.replies = new Replies(leases, threads, alarms, clock, alone, this::run);
    // With something that is due soon in front, an alarm that is set and cancelled wakes nobody.
    alarms.scheduleAtFixedRate(() -> {}, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
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

  private void run(Reply reply, boolean first) {
    Attempt attempt =
        new Attempt(
            reply.task(), first, reply.interruption(), reply.lease(), files, ledger, sink, clock);
    replies.begins(reply, attempt);
    reply.with(OnTrial.of(attempt, attempt(attempt)));
  }

  /** An execution has ended: interrupts what still runs for it on this node. */
  public void stop(UUID executionId) {
    replies.stop(executionId);
  }

  /** How many tasks of each pool this node is at; of those it is at none of, nothing. */
  public Map<String, Integer> atWork() {
    return replies.byPool();
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
