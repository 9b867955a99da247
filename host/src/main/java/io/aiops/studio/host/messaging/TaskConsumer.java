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
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives tasks to the worker as they arrive, up to a number at the same time, and sends their
 * outcomes, all that are there in one transaction: a task whose outcome was sent never comes again.
 * An engine in this process is told, and has decided before its task is acknowledged.
 *
 * <p>Each workspace has a queue, from which one task may wait at the door of this process; those at
 * the door begin in the order they came. So workspaces whose tasks wait have their turn one after
 * the other, however many tasks one of them has, and of whichever priority. Over a connection a few
 * stand there. The worker is told of what stands at the door, so that others may know.
 *
 * <p>A broker that was lost and found brings every task again that is not settled. One that still
 * runs here, or whose outcome still waits to be sent, is not run a second time: its new message is
 * settled together with the first.
 */
final class TaskConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(TaskConsumer.class);
  private static final long RECEIVE_MILLIS = 500;
  private static final int BATCH = 512;

  /** Nobody waits for an acknowledgement alone: those of so long share a commit. */
  private static final long GATHER_MILLIS = 20;

  /** By how much the clocks of nodes may differ. */
  private static final Duration SKEW = Duration.ofSeconds(2);

  /** How long a broker may take to bring again what was not settled. */
  private static final long REMEMBERED_NANOS = Duration.ofMinutes(10).toNanos();

  private final Consumers consumers;
  private final Worker worker;
  private final NearEngine near;
  private final Clock clock;
  private final Set<String> pools;
  private final Lanes lanes;
  private final Slots<Turn> slots;

  /** A session that does not hand over what it should. */
  private volatile @Nullable BrokerSession stuck;

  /** Whether anybody had a task that was sent before, only the database knows. */
  private volatile Instant doubted = Instant.EPOCH;

  private final Map<String, HeldTask<Delivery>> held = new ConcurrentHashMap<>();
  private final BlockingQueue<HeldTask<Delivery>> finished = new LinkedBlockingQueue<>();
  private final HeldTask<Delivery> nothing = HeldTask.none();

  private TaskConsumer(
      Consumers consumers, Worker worker, NearEngine near, Takes takes, Clock clock) {
    this.consumers = consumers;
    this.worker = worker;
    this.near = near;
    this.clock = clock;
    this.pools = takes.pools();
    this.lanes = takes.lanes();
    this.slots = new Slots<>(takes.concurrency());
  }

  static Consumers start(Broker broker, Worker worker, NearEngine near, Takes takes, Clock clock) {
    Consumers consumers = new Consumers(broker);
    TaskConsumer tasks = new TaskConsumer(consumers, worker, near, takes, clock);
    broker.whenLost(tasks::lost);
    worker.watch(tasks::door);
    // Whoever waits for what is finished looks for lanes first.
    takes.lanes().listen(() -> tasks.finished.add(tasks.nothing));
    consumers.start("studio-worker", self -> tasks.serve(broker));
    return consumers;
  }

  private List<Task> door() {
    return consumers.closing() ? List.of() : slots.door().stream().map(Turn::task).toList();
  }

  /** A backup brings what others have as if nobody had it. */
  private void lost() {
    doubt();
    worker.lost();
  }

  private void doubt() {
    doubted = clock.instant().plus(SKEW);
  }

  private void serve(Broker broker) throws ActiveMQException, InterruptedException {
    try (BrokerSession session = broker.transacted()) {
      if (session.outlives()) {
        doubt();
      }
      Sender sender = new Sender(session, clock, lanes);
      OpenLanes open = new OpenLanes(session, pools, lanes, message -> arrived(session, message));
      boolean more = open.openMore(System.nanoTime());
      sendOrphans(session, sender);
      session.start();
      List<HeldTask<Delivery>> batch = new ArrayList<>();
      while (!consumers.closing()) {
        HeldTask<Delivery> first =
            more ? finished.poll() : finished.poll(RECEIVE_MILLIS, TimeUnit.MILLISECONDS);
        if (stuck == session || session.broken()) {
          throw new ActiveMQException("The session is opened anew, since it hands over no more");
        }
        more = open.openMore(System.nanoTime());
        if (first != null && first != nothing) {
          if (first.outcome().isEmpty() && finished.size() < BATCH - 1) {
            consumers.pause(GATHER_MILLIS);
          }
          batch.add(first);
          finished.drainTo(batch, BATCH - 1);
          settle(session, sender, batch);
          batch.clear();
        }
      }
      finished.drainTo(batch);
      settle(session, sender, batch);
    }
  }

  /** What a lost session left: the outcomes go out; the tasks come again, or were settled. */
  private void sendOrphans(BrokerSession session, Sender sender) throws ActiveMQException {
    long forgotten = System.nanoTime() - REMEMBERED_NANOS;
    held.values().removeIf(task -> task.toldBefore(forgotten));
    settle(session, sender, held.values().stream().filter(HeldTask::orphaned).toList());
  }

  private void settle(BrokerSession session, Sender sender, List<HeldTask<Delivery>> batch)
      throws ActiveMQException {
    if (batch.isEmpty()) {
      return;
    }
    try {
      for (HeldTask<Delivery> task : batch) {
        Optional<Command.Outcome> outcome = task.outcome();
        if (outcome.isPresent()) {
          sender.send(outcome.get());
        }
        for (Delivery message : task.taken(System.nanoTime())) {
          session.acknowledge(message);
        }
      }
      session.commit();
    } catch (ActiveMQException e) {
      // Their tasks come again, and find what is kept here.
      LOG.warn("{} outcomes were not taken by the broker and are sent again", batch.size());
      throw e;
    }
    for (HeldTask<Delivery> task : batch) {
      if (task.over()) {
        held.remove(task.key(), task);
      }
    }
  }

  /** On the broker's thread. */
  private void arrived(BrokerSession session, Delivery message) {
    try {
      take(session, message);
    } catch (RuntimeException | Error e) {
      // Such as no memory for it; by the next session it comes again.
      Vital.failed("Taking a task", e);
      stuck = session;
    }
  }

  private void take(BrokerSession session, Delivery message) {
    Task task;
    try {
      task = Wire.task(message);
    } catch (RuntimeException e) {
      LOG.error("A message for the workers is no task and is left there", e);
      more(session, message);
      return;
    }
    // A decision brings an attempt a second time, which may begin before the first is settled.
    String key = task.executionId() + "/" + task.path() + "#" + task.attempt() + "." + task.round();
    HeldTask<Delivery> fresh = new HeldTask<>(key, message);
    HeldTask<Delivery> other = held.putIfAbsent(key, fresh);
    while (other != null) {
      HeldTask.Again then = other.again(message);
      if (then == HeldTask.Again.TELL) {
        finished.add(other);
      }
      if (then != HeldTask.Again.SETTLED) {
        more(session, message);
        return;
      }
      held.remove(key, other);
      other = held.putIfAbsent(key, fresh);
    }
    try {
      slots.take(new Turn(task, () -> begin(session, message, task, fresh)));
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
  private void begin(BrokerSession session, Delivery message, Task task, HeldTask<Delivery> fresh) {
    fresh.begins();
    if (consumers.closing()) {
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
    more(session, message);
  }

  private void ended(HeldTask<Delivery> task, Optional<Command.Outcome> outcome) {
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

  private void tell(HeldTask<Delivery> task, Command.Outcome outcome) {
    boolean told =
        near.tell(outcome, done -> finish(task, done ? Optional.empty() : Optional.of(outcome)));
    if (!told) {
      finish(task, Optional.of(outcome));
    }
  }

  /**
   * @param outcome still to be sent; empty if nobody waits for it
   */
  private void finish(HeldTask<Delivery> task, Optional<Command.Outcome> outcome) {
    if (task.finished(outcome)) {
      finished.add(task);
    }
  }

  private void more(BrokerSession session, Delivery gone) {
    if (session.closed()) {
      return;
    }
    try {
      session.more(gone);
    } catch (RuntimeException e) {
      LOG.warn("No more is handed over in place of {}", gone.message().getMessageID(), e);
      stuck = session;
    }
  }
}
