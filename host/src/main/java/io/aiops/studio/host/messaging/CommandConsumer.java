package io.aiops.studio.host.messaging;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue.Engine;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands commands to the engine in batches, each in one transacted session: the commands are taken
 * and what follows from them is sent, both or neither. One thread a node: fewer, larger commits
 * beat more committers.
 */
final class CommandConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(CommandConsumer.class);
  private static final int BATCH = 256;
  private static final long RECEIVE_MILLIS = 500;

  /** A command that fails alone this often, with everything else up, is put aside. */
  private static final int GIVE_UP_AFTER = 8;

  private final Consumers consumers;
  private final Engine engine;
  private final Session session;
  private final MessageConsumer consumer;
  private final Sender sender;
  private int nextBatch = BATCH;

  private CommandConsumer(Consumers consumers, Engine engine, Clock clock) throws JMSException {
    this.consumers = consumers;
    this.engine = engine;
    this.session = consumers.connection().createSession(true, Session.SESSION_TRANSACTED);
    this.consumer = session.createConsumer(new ActiveMQQueue(Queues.COMMANDS));
    this.sender = new Sender(session, clock);
  }

  static Consumers start(Connection connection, Engine engine, Clock clock) {
    Consumers consumers = new Consumers(connection);
    consumers.start(
        "studio-engine",
        self -> {
          CommandConsumer loop = new CommandConsumer(self, engine, clock);
          try {
            loop.run();
          } finally {
            loop.session.close();
          }
        });
    return consumers;
  }

  private void run() throws JMSException {
    while (!consumers.closing()) {
      List<Message> messages = receive();
      if (!messages.isEmpty()) {
        handle(messages);
      }
    }
  }

  private List<Message> receive() throws JMSException {
    List<Message> messages = new ArrayList<>();
    Message message = consumer.receive(RECEIVE_MILLIS);
    while (message != null) {
      messages.add(message);
      message = messages.size() < nextBatch ? consumer.receiveNoWait() : null;
    }
    return messages;
  }

  private void handle(List<Message> messages) throws JMSException {
    try {
      List<Command> batch = new ArrayList<>(messages.size());
      for (Message message : messages) {
        batch.add(Wire.command(message));
      }
      Sends sends = engine.handle(batch);
      sender.send(sends);
      session.commit();
      nextBatch = BATCH;
    } catch (UnavailableException e) {
      LOG.warn("{} Trying again.", e.getMessage());
      session.rollback();
      consumers.pause();
    } catch (RuntimeException e) {
      if (messages.size() == 1
          && messages.getFirst().getIntProperty("JMSXDeliveryCount") >= GIVE_UP_AFTER) {
        putAside(messages.getFirst(), e);
      } else {
        LOG.error("{} commands failed together; they come again one by one", messages.size(), e);
        session.rollback();
        nextBatch = 1;
      }
    }
  }

  private void putAside(Message message, RuntimeException why) throws JMSException {
    LOG.error(
        "A command failed {} times and is put aside on {}: {}",
        GIVE_UP_AFTER,
        Queues.DEAD,
        message.getBody(String.class),
        why);
    session.createProducer(new ActiveMQQueue(Queues.DEAD)).send(message);
    session.commit();
  }
}
