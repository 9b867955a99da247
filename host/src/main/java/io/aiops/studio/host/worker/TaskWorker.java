package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.event.EventSink;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks: whatever happens, the answer is an outcome, never an exception. */
public final class TaskWorker implements TaskQueue.Worker, AutoCloseable {

  /** A task that waited longer may belong to an execution that has ended meanwhile. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(TaskWorker.class);
  private static final Duration TRANSFORM_LIMIT = Duration.ofSeconds(30);

  private final ExecutionStore executions;
  private final Expressions expressions;
  private final Clock clock;
  private final PluginCalls plugins;
  private final ForeignCode foreign = new ForeignCode();
  private final Map<UUID, Set<ForeignCode.Interruption>> running = new ConcurrentHashMap<>();

  public TaskWorker(
      PluginRegistry registry,
      ConnectionResolver connections,
      FileStore files,
      CallLedger ledger,
      ExecutionStore executions,
      Expressions expressions,
      EventSink sink,
      Clock clock) {
    this.executions = executions;
    this.expressions = expressions;
    this.clock = clock;
    this.plugins =
        new PluginCalls(
            registry, connections, new TaskFiles(files, clock), ledger, sink, foreign, clock);
  }

  @Override
  public Optional<Outcome> run(Task task, boolean again) {
    ForeignCode.Interruption interruption = new ForeignCode.Interruption();
    running.compute(
        task.executionId(),
        (id, set) -> {
          Set<ForeignCode.Interruption> all = set == null ? ConcurrentHashMap.newKeySet() : set;
          all.add(interruption);
          return all;
        });
    try {
      if ((again || old(task)) && ended(task)) {
        return Optional.empty();
      }
      Result result = attempt(task, interruption);
      return interruption.raised()
          ? Optional.empty()
          : Optional.of(new Outcome(task.executionId(), task.path(), task.attempt(), result));
    } finally {
      running.computeIfPresent(
          task.executionId(),
          (id, set) -> {
            set.remove(interruption);
            return set.isEmpty() ? null : set;
          });
    }
  }

  /** An execution has ended: interrupts what still runs for it on this node. */
  public void stop(UUID executionId) {
    running.getOrDefault(executionId, Set.of()).forEach(ForeignCode.Interruption::raise);
  }

  private boolean old(Task task) {
    return task.scheduledAt().plus(FRESH).isBefore(clock.instant());
  }

  private boolean ended(Task task) {
    try {
      return executions
          .header(task.executionId())
          .map(header -> header.status().terminal())
          .orElse(true);
    } catch (UnavailableException e) {
      // Not knowing, run it: the engine ignores the outcome if the execution has ended.
      return ExecutionStatus.RUNNING.terminal();
    }
  }

  private Result attempt(Task task, ForeignCode.Interruption interruption) {
    try {
      return switch (task.kind()) {
        case "agent" -> plugins.agent(task, interruption);
        case "tool" -> plugins.tool(task, interruption);
        case "transform" -> Result.completed(transform(task), List.of());
        default ->
            throw new PluginException(
                Category.INVALID_INPUT, "This worker knows no task of kind '" + task.kind() + "'");
      };
    } catch (CallFailedException e) {
      return e.result();
    } catch (PluginException e) {
      return failed(e, List.of());
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
      return Result.failed(new Failure("internal", "The worker failed: " + e), true, List.of());
    }
  }

  private @Nullable Object transform(Task task) {
    return expressions.evaluateOver(
        task.target(),
        task.input(),
        Duration.ofMillis(Math.min(task.timeoutMillis(), TRANSFORM_LIMIT.toMillis())));
  }

  static Result failed(PluginException e, List<io.aiops.studio.host.execution.CallRecord> calls) {
    return new Result(
        null,
        new Failure(category(e.category()), e.getMessage() == null ? "" : e.getMessage()),
        e.category().retryHelps(),
        e.retryAfter().orElse(null),
        null,
        calls);
  }

  static String category(Category category) {
    return category.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void close() {
    foreign.close();
  }
}
