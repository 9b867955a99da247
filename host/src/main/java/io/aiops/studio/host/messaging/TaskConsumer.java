package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
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
 * come at once, and are the broker's client to keep; they too come in the order in which room was
 * made for them.
 *
 * <p>A broker that was lost and found brings every task again that is not settled. One that still
 * runs here, or whose outcome still waits to be sent, is not run a second time: its new message is
 * settled together with the first.
 */
final class TaskConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(TaskConsumer.class);
  private static final long RECEIVE_MILLIS = 500;
  private static final int BATCH = 512;

  /** Of one lane; the fewer, the sooner one of higher priority and one of another lane begin. */
  private static final int AT_THE_DOOR = 1;

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
  private final Slots slots;

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
    this.slots = new Slots(takes.concurrency());
  }

  static Consumers start(Broker broker, Worker worker, NearEngine near, Takes takes, Clock clock) {
    Consumers consumers = new Consumers(broker);
    TaskConsumer tasks = new TaskConsumer(consumers, worker, near, takes, clock);
    broker.whenLost(tasks::lost);
    // Whoever waits for what is finished looks for lanes first.
    takes.lanes().listen(() -> tasks.finished.add(tasks.nothing));
    consumers.start("studio-worker", self -> tasks.serve(broker));
    return consumers;
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
    try (BrokerSession session = broker.transacted();
        Leaving leaving = new Leaving()) {
      if (session.outlives()) {
        doubt();
      }
      Sender sender = new Sender(session, clock, lanes);
      for (String pool : pools) {
        consume(session, leaving, Queues.ofPool(pool));
      }
      Set<UUID> taken = new HashSet<>();
      consume(session, leaving, taken);
      sendOrphans(session, sender);
      session.start();
      List<HeldTask<Delivery>> batch = new ArrayList<>();
      while (!consumers.closing()) {
        HeldTask<Delivery> first = finished.poll(RECEIVE_MILLIS, TimeUnit.MILLISECONDS);
        if (taken.size() < lanes.size()) {
          consume(session, leaving, taken);
        }
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

  /**
   * @param taken workspaces whose tasks come already
   */
  private void consume(BrokerSession session, Leaving leaving, Set<UUID> taken)
      throws ActiveMQException {
    for (UUID workspace : lanes.workspaces()) {
      if (taken.add(workspace)) {
        for (String pool : pools) {
          consume(session, leaving, Queues.lane(pool, workspace));
        }
      }
    }
  }

  private void consume(BrokerSession session, Leaving leaving, SimpleString queue)
      throws ActiveMQException {
    session.declare(queue);
    // A node that is busy must not take from each workspace what another is free to run.
    int among = Math.max(1, lanes.size() * pools.size());
    session.consume(queue, AT_THE_DOOR, among, message -> arrived(session, leaving, message));
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
  private void arrived(BrokerSession session, Leaving leaving, Delivery message) {
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
    CountDownLatch begun = new CountDownLatch(1);
    slots.take(() -> {
      begun.countDown();
      begin(session, message, task, fresh);
    });
    if (session.outlives()) {
      // A connection goes on to the next by itself once this returns.
      await(begun, leaving);
    }
  }

  private void begin(BrokerSession session, Delivery message, Task task, HeldTask<Delivery> fresh) {
    if (consumers.closing()) {
      // The broker gives it to another node.
      held.remove(fresh.key(), fresh);
      return;
    }
    worker.run(
        task,
        message.count() > 1 || doubtful(task),
        outcome -> {
          try {
            slots.leave();
          } finally {
            if (outcome.isPresent()) {
              tell(fresh, outcome.get());
            } else {
              finish(fresh, outcome);
            }
          }
        });
    more(session, message);
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

  private static void more(BrokerSession session, Delivery gone) {
    if (!session.closed()) {
      session.more(gone.consumer(), 1);
    }
  }

  /**
   * @param leaving the session is given up: what waits comes again by the next one, and a client
   *     that closes waits ten seconds for each consumer that has not returned
   */
  private void await(CountDownLatch begun, Leaving leaving) {
    try {
      while (!consumers.closing()
          && !leaving.begun()
          && !begun.await(RECEIVE_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.trace("every slot is taken");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
