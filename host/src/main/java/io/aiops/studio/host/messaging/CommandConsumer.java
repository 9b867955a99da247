package io.aiops.studio.host.messaging;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.problem.Vital;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import io.aiops.studio.host.taskqueue.TaskQueue.Engine;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands commands to the engine in batches, each in one transacted session: the commands are taken
 * and what follows from them is sent, both or neither. One thread a node: fewer, larger commits
 * beat more committers.
 */
final class CommandConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(CommandConsumer.class);
  private static final int BATCH = 512;
  private static final long RECEIVE_MILLIS = 500;
  private static final long IDLE_NANOS = 1_000_000_000;

  /** A command that fails alone this often, with everything else up, is put aside. */
  private static final int GIVE_UP_AFTER = 8;

  private final Consumers consumers;
  private final Engine engine;
  private final Inbox inbox;
  private final Sender sender;
  private int nextBatch = BATCH;
  private long idleAt = System.nanoTime();

  private CommandConsumer(Consumers consumers, Engine engine, Inbox inbox, Clock clock, Lanes lanes)
      throws ActiveMQException {
    this.consumers = consumers;
    this.engine = engine;
    this.inbox = inbox;
    this.sender = new Sender(inbox.session(), clock, lanes);
  }

  /**
   * @param near where those of this process tell the engine
   * @param hands is true while there is a queue that it takes from
   * @param lanes is told whose tasks are sent
   */
  static Consumers start(
      Broker broker,
      Engine engine,
      NearEngine near,
      AtomicBoolean hands,
      Clock clock,
      Lanes lanes) {
    Consumers consumers = new Consumers(broker);
    consumers.start(
        "studio-engine",
        self -> {
          try (Inbox inbox = Inbox.open(broker, Queues.COMMANDS, near.arrived())) {
            CommandConsumer consumer = new CommandConsumer(self, engine, inbox, clock, lanes);
            hands.set(true);
            consumer.run();
          } finally {
            hands.set(false);
          }
        });
    return consumers;
  }

  private void run() throws ActiveMQException, InterruptedException {
    Pace pace = new Pace(System.nanoTime());
    while (!consumers.closing()) {
      LockSupport.parkNanos(pace.rest(System.nanoTime()));
      List<Arrival> arrivals = inbox.take(nextBatch, RECEIVE_MILLIS);
      if (!arrivals.isEmpty()) {
        pace.begins(System.nanoTime(), arrivals.size());
        handle(arrivals);
      }
      long now = System.nanoTime();
      if (now - idleAt > IDLE_NANOS) {
        idleAt = now;
        idle();
      }
    }
  }

  private void idle() {
    try {
      engine.idle();
    } catch (UnavailableException e) {
      LOG.warn("{} Trying again.", e.getMessage());
    }
  }

  private void handle(List<Arrival> arrivals) throws ActiveMQException {
    List<Delivery> messages = new ArrayList<>(arrivals.size());
    List<Told> told = new ArrayList<>(arrivals.size());
    for (Arrival arrival : arrivals) {
      switch (arrival) {
        case Delivery message -> messages.add(message);
        case Told word -> told.add(word);
      }
    }
    boolean done = false;
    try {
      done = handle(arrivals, messages);
    } finally {
      // Whoever told it sends a message if it was not.
      for (Told word : told) {
        word.done().accept(done);
      }
    }
  }

  /** True if all was decided and sent; false if that comes again. */
  private boolean handle(List<Arrival> arrivals, List<Delivery> messages) throws ActiveMQException {
    try {
      List<Command> batch = new ArrayList<>(arrivals.size());
      for (Arrival arrival : arrivals) {
        batch.add(
            switch (arrival) {
              case Delivery message -> Wire.command(message);
              case Told word -> word.command();
            });
      }
      Sends sends = engine.handle(batch);
      if (!messages.isEmpty() || !sends.none()) {
        sender.send(sends);
        inbox.commit(messages);
      }
      nextBatch = BATCH;
      return true;
    } catch (TaskQueue.BehindException e) {
      LOG.info("{}; {} commands are taken anew", e.getMessage(), arrivals.size());
      inbox.rollback(messages);
    } catch (UnavailableException e) {
      LOG.warn("{} Trying again.", e.getMessage());
      inbox.rollback(messages);
      consumers.pause();
    } catch (RuntimeException | Error e) {
      if (arrivals.size() == 1
          && arrivals.getFirst() instanceof Delivery message
          && message.count() >= GIVE_UP_AFTER) {
        bury(message, e);
      } else {
        if (arrivals.size() == 1) {
          // Only a delivery that was acknowledged and taken back counts as one, and only what fails
          // alone has failed: its neighbours of a batch have not.
          inbox.failed(messages);
        } else {
          inbox.rollback(messages);
        }
        nextBatch = 1;
        if (e instanceof Error) {
          Vital.failed("The handling of commands", e);
          consumers.pause();
        } else {
          LOG.error("{} commands failed; they come again one by one", arrivals.size(), e);
        }
      }
    }
    return false;
  }

  private void bury(Delivery message, Throwable why) throws ActiveMQException {
    try {
      putAside(message, why);
    } catch (UnavailableException e) {
      LOG.warn("{} Trying again.", e.getMessage());
      inbox.rollback(List.of(message));
      consumers.pause();
    }
  }

  private void putAside(Delivery message, Throwable why) throws ActiveMQException {
    LOG.error(
        "A command failed {} times and is put aside: {}",
        message.count(),
        new String(message.body(), StandardCharsets.UTF_8),
        why);
    if (!kept(message, why)) {
      sender.putAside(message);
    }
    inbox.commit(List.of(message));
  }

  private boolean kept(Delivery message, Throwable why) {
    Command command;
    try {
      command = Wire.command(message);
    } catch (RuntimeException e) {
      // What cannot be read belongs to nobody; it stays with the broker, and the log says why.
      return false;
    }
    return engine.putAside(command, why, message.count());
  }
}
