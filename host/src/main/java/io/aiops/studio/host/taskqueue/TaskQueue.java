package io.aiops.studio.host.taskqueue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The port between whoever starts executions, the engine and the workers. What was sent is
 * delivered at least once and survives a crash, but for tasks where {@link #begun} says so.
 */
public interface TaskQueue extends AutoCloseable {

  /**
   * @param due when the command shall be delivered
   */
  record Delayed(Command command, Instant due) {}

  /** What the engine wants sent once its events are safe. */
  record Sends(List<Task> tasks, List<Delayed> delayed, List<Command> commands) {
    public static final Sends NONE = new Sends(List.of(), List.of(), List.of());

    public Sends {
      tasks = List.copyOf(tasks);
      delayed = List.copyOf(delayed);
      commands = List.copyOf(commands);
    }

    public boolean none() {
      return tasks.isEmpty() && delayed.isEmpty() && commands.isEmpty();
    }
  }

  /** Nothing was done, since another node had gone on: the batch is to be taken anew, at once. */
  final class BehindException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BehindException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The engine: handles a batch whole, or throws and gets it again. Any command may have been
   * handled before: a broker that crashed no longer knows what it had delivered.
   */
  @FunctionalInterface
  interface Engine {
    Sends handle(List<Command> batch);

    /**
     * Keeps a command that can never be handled, where people find it.
     *
     * @param tries how often it was
     * @return false if it belongs to no execution: then it stays with the broker
     */
    default boolean putAside(Command command, Throwable why, int tries) {
      return false;
    }

    /** Called between batches, about once a second, on the same thread. */
    default void idle() {}
  }

  /** A worker: runs tasks. */
  @FunctionalInterface
  interface Worker {

    /**
     * Returns soon; never throws.
     *
     * @param again true if it was, or may have been, delivered before; false says nothing
     * @param done is told once, on any thread; empty: nobody waits for the outcome any more. It is
     *     not told of what is left to another node, since this one is closing
     */
    void run(Task task, boolean again, Consumer<Optional<Command.Outcome>> done);

    /**
     * Called once, before the first task.
     *
     * @param door what was taken for this worker and waits for its turn; for any thread
     */
    default void watch(Supplier<List<Task>> door) {}

    /** The queue was lost: what runs here may be given to another worker. Returns soon. */
    default void lost() {}
  }

  /**
   * Sends a command; it is durable when this returns.
   *
   * @throws io.aiops.studio.host.problem.UnavailableException if the broker does not take it
   */
  void send(Command command);

  /**
   * Sends a command and does not wait. It may be lost if the process or the broker dies: only for
   * what is sent again from the state.
   */
  void post(Command command);

  /** Starts handing commands to the engine, those of one execution in order and one at a time. */
  void serve(Engine engine);

  /**
   * Whether an engine is served, and has reached its queue. A connection that comes back by itself
   * is the broker's to answer for: {@link #ping}.
   */
  boolean handsCommands();

  /**
   * Starts handing the tasks of these pools to the worker, up to {@code concurrency} at the same
   * time in all. Workspaces whose tasks wait have their turn one after the other; of those of one
   * workspace, the task of the highest priority is handed over first.
   */
  void serve(Worker worker, int concurrency, Set<String> pools);

  /**
   * These workspaces are there: the worker gets their tasks too. Of those whose tasks were sent by
   * this process it does in any case. Returns at once.
   */
  default void know(Set<UUID> workspaces) {}

  /**
   * Tasks sent before then and not done are gone: those of a queue that lives in this process. The
   * beginning of time where they outlive it.
   */
  default Instant begun() {
    return Instant.EPOCH;
  }

  /** Messages waiting, by queue: {@code commands}, {@code tasks} of all pools, {@code dead}. */
  Map<String, Long> depths();

  /**
   * How each queue stands, those of a pool one by one; asks the broker, so not to be called for
   * every message.
   *
   * @throws io.aiops.studio.host.problem.UnavailableException if the broker does not answer
   */
  List<QueueCounts> counts();

  /**
   * How those queues stand in which a task of that workspace for that pool may wait.
   *
   * @throws io.aiops.studio.host.problem.UnavailableException if the broker does not answer
   */
  List<QueueCounts> counts(String pool, UUID workspaceId);

  /**
   * @throws io.aiops.studio.host.problem.UnavailableException if the broker gives no sign of life
   */
  void ping();

  /** Stops taking new messages, lets running tasks end for a short while, and disconnects. */
  @Override
  void close();
}
