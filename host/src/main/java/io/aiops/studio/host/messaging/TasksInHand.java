package io.aiops.studio.host.messaging;

import io.aiops.studio.host.problem.Vital;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks this process has taken and not settled: at the door, with the worker, or with an
 * outcome that is still to be told. An engine in this process is told, and has decided before its
 * task is acknowledged.
 *
 * <p>A broker that was lost and found brings every task again that is not settled. One that still
 * runs here, or whose outcome still waits to be sent, is not run a second time: its new message is
 * settled together with the first.
 *
 * @param <M> what brings a task
 */
final class TasksInHand<M extends TasksInHand.Message> {

  private static final Logger LOG = LoggerFactory.getLogger(TasksInHand.class);

  /** By how much the clocks of nodes may differ. */
  private static final Duration SKEW = Duration.ofSeconds(2);

  /** How long a broker may take to bring again what was not settled. */
  private static final long REMEMBERED_NANOS = Duration.ofMinutes(10).toNanos();

  /** What brings a task. */
  interface Message {

    /**
     * @throws RuntimeException if it is none
     */
    Task task();

    /** How often it was delivered, this time included, as far as the broker knows. */
    int count();

    /** There is room for another in its place. */
    void more();
  }

  /**
   * A transaction in which outcomes are sent and what brought their tasks is acknowledged.
   *
   * @param <M> what brings a task
   */
  interface Settling<M> {
    void send(Command.Outcome outcome) throws ActiveMQException;

    void acknowledge(M message) throws ActiveMQException;

    void commit() throws ActiveMQException;
  }

  private final Worker worker;
  private final NearEngine near;
  private final Slots<Turn> slots;
  private final Clock clock;
  private final LongSupplier nanos;
  private final BooleanSupplier closing;

  /** Whether anybody had a task that was sent before, only the database knows. */
  private volatile Instant doubted = Instant.EPOCH;

  private final Map<String, HeldTask<M>> held = new ConcurrentHashMap<>();
  private final BlockingQueue<HeldTask<M>> finished = new LinkedBlockingQueue<>();
  private final HeldTask<M> nothing = HeldTask.none();

  /**
   * @param concurrency so many are with the worker at the same time
   * @param nanos the time that only goes forward, as {@link System#nanoTime}
   * @param closing whether none is to be begun any more
   */
  TasksInHand(
      Worker worker,
      NearEngine near,
      int concurrency,
      Clock clock,
      LongSupplier nanos,
      BooleanSupplier closing) {
    this.worker = worker;
    this.near = near;
    this.slots = new Slots<>(concurrency);
    this.clock = clock;
    this.nanos = nanos;
    this.closing = closing;
    worker.watch(this::door);
  }

  private List<Task> door() {
    return closing.getAsBoolean() ? List.of() : slots.door().stream().map(Turn::task).toList();
  }

  /** A backup brings what others have as if nobody had it. */
  void lost() {
    doubt();
    worker.lost();
  }

  /** What was sent until now may have been brought to others, though its broker does not say so. */
  void doubt() {
    doubted = clock.instant().plus(SKEW);
  }

  /** Whoever waits for what has ended goes on. */
  void wake() {
    finished.add(nothing);
  }

  /**
   * One that has ended, and is to be settled; waits for it.
   *
   * @return null if there is none after so long, or somebody was woken
   */
  @Nullable HeldTask<M> ended(long millis) throws InterruptedException {
    HeldTask<M> first =
        millis == 0 ? finished.poll() : finished.poll(millis, TimeUnit.MILLISECONDS);
    return first == nothing ? null : first;
  }

  /** How many more have ended. */
  int more() {
    return finished.size();
  }

  /**
   * Settles it, and others that have ended.
   *
   * @param most of all
   */
  void settle(HeldTask<M> first, int most, Settling<M> with) throws ActiveMQException {
    List<HeldTask<M>> batch = new ArrayList<>();
    batch.add(first);
    finished.drainTo(batch, most - 1);
    settle(batch, with);
  }

  /** Settles all that have ended. */
  void settleAll(Settling<M> with) throws ActiveMQException {
    List<HeldTask<M>> batch = new ArrayList<>();
    finished.drainTo(batch);
    settle(batch, with);
  }

  /** What a lost session left: the outcomes go out; the tasks come again, or were settled. */
  void settleOrphans(Settling<M> with) throws ActiveMQException {
    long forgotten = nanos.getAsLong() - REMEMBERED_NANOS;
    held.values().removeIf(task -> task.toldBefore(forgotten));
    settle(held.values().stream().filter(HeldTask::orphaned).toList(), with);
  }

  private void settle(List<HeldTask<M>> batch, Settling<M> with) throws ActiveMQException {
    if (batch.isEmpty()) {
      return;
    }
    try {
      for (HeldTask<M> task : batch) {
        Optional<Command.Outcome> outcome = task.outcome();
        if (outcome.isPresent()) {
          with.send(outcome.get());
        }
        for (M message : task.taken(nanos.getAsLong())) {
          with.acknowledge(message);
        }
      }
      with.commit();
    } catch (ActiveMQException e) {
      // Their tasks come again, and find what is kept here.
      LOG.warn("{} outcomes were not taken by the broker and are sent again", batch.size());
      throw e;
    }
    for (HeldTask<M> task : batch) {
      if (task.over()) {
        held.remove(task.key(), task);
      }
    }
  }

  /** A message came; on the broker's thread. */
  void take(M message) {
    Task task;
    try {
      task = message.task();
    } catch (RuntimeException e) {
      LOG.error("A message for the workers is no task and is left there", e);
      message.more();
      return;
    }
    // A decision brings an attempt a second time, which may begin before the first is settled.
    String key = task.executionId() + "/" + task.path() + "#" + task.attempt() + "." + task.round();
    HeldTask<M> fresh = new HeldTask<>(key, message);
    HeldTask<M> other = held.putIfAbsent(key, fresh);
    while (other != null) {
      HeldTask.Again then = other.again(message);
      if (then == HeldTask.Again.TELL) {
        finished.add(other);
      }
      if (then != HeldTask.Again.SETTLED) {
        message.more();
        return;
      }
      held.remove(key, other);
      other = held.putIfAbsent(key, fresh);
    }
    try {
      slots.take(new Turn(task, () -> begin(message, task, fresh)));
    } catch (RuntimeException | Error e) {
      if (!fresh.begun()) {
        // Never at the door: held, it would be in its own way when it comes again.
        held.remove(key, fresh);
      }
      throw e;
    }
  }

  /**
   * Whatever is thrown, the task is answered, once, and its slot is free: who never hears of it
   * would wait for ever, and so would all that come after it.
   */
  private void begin(M message, Task task, HeldTask<M> fresh) {
    fresh.begins();
    if (closing.getAsBoolean()) {
      // The broker gives it to another node.
      held.remove(fresh.key(), fresh);
      return;
    }
    AtomicBoolean over = new AtomicBoolean();
    try {
      worker.run(
          task,
          message.count() > 1 || doubtful(task),
          outcome -> {
            if (over.compareAndSet(false, true)) {
              ended(fresh, outcome);
            }
          });
    } catch (RuntimeException | Error e) {
      Vital.failed("Handing " + fresh.key() + " to the worker", e);
      if (over.compareAndSet(false, true)) {
        ended(fresh, Optional.of(Turn.brokeOff(task, e)));
      }
    }
    message.more();
  }

  private void ended(HeldTask<M> task, Optional<Command.Outcome> outcome) {
    try {
      slots.leave();
    } finally {
      if (outcome.isPresent()) {
        tell(task, outcome.get());
      } else {
        finish(task, outcome);
      }
    }
  }

  /** One that may not wait long is looked up by the worker in any case. */
  private boolean doubtful(Task task) {
    return task.waits().queue() == null && task.scheduledAt().isBefore(doubted);
  }

  private void tell(HeldTask<M> task, Command.Outcome outcome) {
    boolean told =
        near.tell(outcome, done -> finish(task, done ? Optional.empty() : Optional.of(outcome)));
    if (!told) {
      finish(task, Optional.of(outcome));
    }
  }

  /**
   * @param outcome still to be sent; empty if nobody waits for it
   */
  private void finish(HeldTask<M> task, Optional<Command.Outcome> outcome) {
    if (task.finished(outcome)) {
      finished.add(task);
    }
  }
}
