package io.aiops.studio.host.messaging;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.TaskQueue.Engine;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands commands to the engine in batches, each in one transacted session. One thread a node:
 * fewer, larger commits beat more committers.
 */
final class CommandConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(CommandConsumer.class);
  private static final long RECEIVE_MILLIS = 500;
  private static final long IDLE_NANOS = 1_000_000_000;

  private final Consumers consumers;
  private final Engine engine;
  private final Inbox inbox;
  private final Decisions<Delivery> decisions;
  private long idleAt = System.nanoTime();

  /** The session of an inbox. */
  private record InSession(Inbox inbox, Sender sender) implements Decisions.Session<Delivery> {

    @Override
    public void send(Sends sends) throws ActiveMQException {
      sender.send(sends);
    }

    @Override
    public void putAside(Delivery message) throws ActiveMQException {
      sender.putAside(message);
    }

    @Override
    public void commit(List<Delivery> messages) throws ActiveMQException {
      inbox.commit(messages);
    }

    @Override
    public void rollback(List<Delivery> messages) throws ActiveMQException {
      inbox.rollback(messages);
    }

    @Override
    public void failed(List<Delivery> messages) throws ActiveMQException {
      inbox.failed(messages);
    }

    @Override
    public String text(Delivery message) {
      return new String(message.body(), StandardCharsets.UTF_8);
    }
  }

  private CommandConsumer(Consumers consumers, Engine engine, Inbox inbox, Clock clock, Lanes lanes)
      throws ActiveMQException {
    this.consumers = consumers;
    this.engine = engine;
    this.inbox = inbox;
    InSession session = new InSession(inbox, new Sender(inbox.session(), clock, lanes));
    this.decisions = new Decisions<>(engine, Delivery.class, session, consumers::pause);
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
      List<Arrival> arrivals = inbox.take(decisions.most(), RECEIVE_MILLIS);
      if (!arrivals.isEmpty()) {
        pace.begins(System.nanoTime(), arrivals.size());
        decisions.handle(arrivals);
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
}
