package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives tasks to the worker as they arrive, up to a number at the same time, and sends their
 * outcomes, all that are there in one transaction: a task whose outcome was sent never comes again.
 *
 * <p>A broker that was lost and found brings every task again that is not settled. One that still
 * runs here, or whose outcome still waits to be sent, is not run a second time: its new message
 * takes the place of the old.
 */
final class TaskConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(TaskConsumer.class);
  private static final long RECEIVE_MILLIS = 500;
  private static final int BATCH = 512;

  /** How long a broker may take to bring again what was not settled. */
  private static final long REMEMBERED_NANOS = Duration.ofMinutes(10).toNanos();

  /** A task taken and not settled yet. */
  private static final class Held {
    private final String key;

    /** Null once its session is lost, until it comes again. */
    private volatile @Nullable ClientMessage message;

    private volatile @Nullable Optional<Command.Outcome> outcome;

    /** When its outcome was sent without a message to acknowledge; 0 before. */
    private volatile long sentAt;

    Held(String key, ClientMessage message) {
      this.key = key;
      this.message = message;
    }
  }

  private final Consumers consumers;
  private final Worker worker;
  private final Clock clock;
  private final Semaphore slots;
  private final Map<String, Held> held = new ConcurrentHashMap<>();
  private final BlockingQueue<Held> finished = new LinkedBlockingQueue<>();

  private TaskConsumer(Consumers consumers, Worker worker, int concurrency, Clock clock) {
    this.consumers = consumers;
    this.worker = worker;
    this.clock = clock;
    this.slots = new Semaphore(concurrency);
  }

  static Consumers start(Broker broker, Worker worker, int concurrency, Clock clock) {
    Consumers consumers = new Consumers(broker);
    TaskConsumer tasks = new TaskConsumer(consumers, worker, concurrency, clock);
    consumers.start("studio-worker", self -> tasks.serve(broker));
    return consumers;
  }

  private void serve(Broker broker) throws ActiveMQException, InterruptedException {
    try (ClientSession session = broker.transacted()) {
      Sender sender = new Sender(session, clock);
      session.createConsumer(Queues.TASKS).setMessageHandler(this::arrived);
      sendOrphans(session, sender);
      session.start();
      List<Held> batch = new ArrayList<>();
      while (!consumers.closing()) {
        Held first = finished.poll(RECEIVE_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          finished.drainTo(batch, BATCH - 1);
          settle(session, sender, batch);
          batch.clear();
        }
      }
    }
  }

  /** What a lost session left: the outcomes go out; the tasks come again, or were settled. */
  private void sendOrphans(ClientSession session, Sender sender) throws ActiveMQException {
    long now = System.nanoTime();
    held.values().removeIf(task -> task.sentAt != 0 && now - task.sentAt > REMEMBERED_NANOS);
    held.values().forEach(task -> task.message = null);
    List<Held> orphans = held.values().stream().filter(task -> task.outcome != null).toList();
    settle(session, sender, orphans);
  }

  private void settle(ClientSession session, Sender sender, List<Held> batch)
      throws ActiveMQException {
    try {
      for (Held task : batch) {
        Optional<Command.Outcome> outcome = task.outcome;
        if (outcome != null && outcome.isPresent()) {
          sender.send(outcome.get());
        }
        ClientMessage message = task.message;
        if (message == null) {
          task.sentAt = System.nanoTime();
        } else {
          message.individualAcknowledge();
        }
      }
      session.commit();
    } catch (ActiveMQException e) {
      // Their tasks come again, and find what is kept here.
      LOG.warn("{} outcomes were not taken by the broker and are sent again", batch.size());
      throw e;
    }
    batch.stream().filter(task -> task.sentAt == 0).forEach(task -> held.remove(task.key));
  }

  /** On the broker's thread: while there is no slot, nothing more is asked for. */
  private void arrived(ClientMessage message) {
    Task task;
    try {
      task = Wire.task(message);
    } catch (RuntimeException e) {
      LOG.error("A message on {} is no task and is left there", Queues.TASKS, e);
      return;
    }
    String key = task.executionId() + "/" + task.path() + "#" + task.attempt();
    Held fresh = new Held(key, message);
    Held earlier = held.putIfAbsent(key, fresh);
    if (earlier != null) {
      earlier.message = message;
      earlier.sentAt = 0;
      if (earlier.outcome != null) {
        finished.add(earlier);
      }
      return;
    }
    if (!slot()) {
      held.remove(key);
      return;
    }
    boolean again = message.getDeliveryCount() > 1;
    worker.run(
        task,
        again,
        outcome -> {
          slots.release();
          fresh.outcome = outcome;
          finished.add(fresh);
        });
  }

  /** False if this is closing: the broker gives the message to another node. */
  private boolean slot() {
    try {
      while (!consumers.closing()) {
        if (slots.tryAcquire(RECEIVE_MILLIS, TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
