package io.aiops.studio.host.messaging;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.problem.Vital;
import io.aiops.studio.host.trigger.FiringStore.ReplyTo;
import io.aiops.studio.host.trigger.OutsideQueue;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages for triggers on Artemis. One transacted session takes a message, and what it leads to
 * (nothing, a dead letter, a refusal sent back) goes with it: no message is lost, and none is taken
 * before what it asked for is durable. The contract is in {@code docs/triggers.md}.
 */
public final class JmsOutsideQueue implements OutsideQueue {

  /** Where programs outside put messages. */
  public static final String QUEUE = "studio.triggers";

  /** Where those go that cannot be used; the property {@code studio_reason} says why. */
  public static final String DEAD = "studio.triggers.dead";

  private static final Logger LOG = LoggerFactory.getLogger(JmsOutsideQueue.class);
  /** Stands before the name of a queue that is gone with who made it. */
  static final String TEMPORARY = "temp-queue://";
  private static final long RECEIVE_MILLIS = 500;
  private static final long PAUSE_MILLIS = 500;
  private static final int CALL_MILLIS = 5_000;
  private static final int GIVE_UP_AFTER = 8;
  private static final long REPLY_LIVES_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final Connection connection;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Session replying;
  private @Nullable Thread consumer;

  /**
   * Connects.
   *
   * @throws UnavailableException if the broker cannot be reached
   */
  public JmsOutsideQueue(String url, String user, String password) {
    ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url, user, password);
    factory.setReconnectAttempts(-1);
    factory.setRetryInterval(200);
    factory.setCallTimeout(CALL_MILLIS);
    factory.setCallFailoverTimeout(CALL_MILLIS);
    // Other nodes are free to take what this one has not begun.
    factory.setConsumerWindowSize(0);
    Connection open = null;
    try {
      open = factory.createConnection();
      open.start();
      replying = open.createSession(true, Session.SESSION_TRANSACTED);
      connection = open;
    } catch (JMSException e) {
      if (open != null) {
        close(open);
      }
      throw new UnavailableException("The broker at " + url + " cannot be reached", e);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (JMSException e) {
      LOG.warn("The broker connection did not close: {}", e.getMessage());
    }
  }

  @Override
  public synchronized void serve(Receiver receiver) {
    consumer =
        Thread.ofPlatform()
            .name("studio-trigger-messages")
            .daemon()
            .start(() -> keepConsuming(receiver));
  }

  private void keepConsuming(Receiver receiver) {
    while (!closed()) {
      try {
        consume(receiver);
      } catch (JMSException e) {
        if (!closed()) {
          LOG.warn("Lost the broker; trying again: {}", e.getMessage());
          pause();
        }
      } catch (RuntimeException | Error e) {
        Vital.failed("The taking of messages for triggers", e);
        pause();
      }
    }
  }

  private void consume(Receiver receiver) throws JMSException {
    try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer messages = session.createConsumer(new ActiveMQQueue(QUEUE))) {
      while (!closed()) {
        jakarta.jms.Message message = messages.receive(RECEIVE_MILLIS);
        if (message != null) {
          handle(session, message, receiver);
        }
      }
    }
  }

  private void handle(Session session, jakarta.jms.Message message, Receiver receiver)
      throws JMSException {
    try {
      Message read = JmsLetters.read(message);
      Receipt receipt = whenAvailable(receiver, read);
      if (receipt == null) {
        session.rollback();
        return;
      }
      String refusal = receipt.refusal();
      if (refusal != null) {
        JmsLetters.bury(session, message, refusal);
        ReplyTo reply = read.reply();
        if (reply != null && receipt.tell()) {
          Map<String, @Nullable Object> outcome = new LinkedHashMap<>();
          outcome.put("status", "REFUSED");
          outcome.put("reason", refusal);
          answer(session, reply, "message-" + read.id(), outcome);
        }
      }
      session.commit();
    } catch (RuntimeException | Error e) {
      if (message.getIntProperty("JMSXDeliveryCount") >= GIVE_UP_AFTER) {
        LOG.error("A message failed {} times and goes to the dead letters", GIVE_UP_AFTER, e);
        JmsLetters.bury(session, message, "The studio failed to take it; its log tells why.");
        session.commit();
      } else {
        LOG.error("A message could not be taken; it comes again", e);
        session.rollback();
        pause();
      }
    }
  }

  /**
   * A part that is away is waited for with the message in hand: each time it were given back would
   * count as a delivery, and after ten of them a broker with Artemis' own settings drops it.
   *
   * @return null if this is closed before
   */
  private @Nullable Receipt whenAvailable(Receiver receiver, Message message) {
    while (!closed()) {
      try {
        return receiver.receive(message);
      } catch (UnavailableException e) {
        LOG.warn("{} The message waits.", e.getMessage());
        pause();
      }
    }
    return null;
  }

  @Override
  public synchronized @Nullable String reply(
      ReplyTo to, String id, Map<String, @Nullable Object> outcome) {
    try {
      String problem = answer(replying, to, id, outcome);
      replying.commit();
      return problem;
    } catch (JMSException e) {
      throw new UnavailableException("The broker did not take an outcome; it is sent again.", e);
    }
  }

  private static @Nullable String answer(
      Session session, ReplyTo to, String id, Map<String, @Nullable Object> outcome)
      throws JMSException {
    String name = to.queue();
    if (name.startsWith(TEMPORARY)) {
      name = name.substring(TEMPORARY.length());
      if (!exists(session, name)) {
        return "The temporary queue " + name + " is gone: nobody waits any more.";
      }
    }
    TextMessage answer = session.createTextMessage(Json.write(outcome));
    answer.setJMSCorrelationID(to.correlation());
    answer.setStringProperty("studio_status", String.valueOf(outcome.get("status")));
    if (outcome.get("id") instanceof String execution) {
      answer.setStringProperty("studio_execution", execution);
    }
    // The broker drops a second one: a crash after the send, before it was noted, sends it again.
    answer.setStringProperty("_AMQ_DUPL_ID", id);
    try (MessageProducer producer = session.createProducer(new ActiveMQQueue(name))) {
      producer.setTimeToLive(REPLY_LIVES_MILLIS);
      producer.send(answer);
    }
    return null;
  }

  private static boolean exists(Session session, String name) throws JMSException {
    try {
      return ((ActiveMQSession) session)
          .getCoreSession()
          .addressQuery(SimpleString.of(name))
          .isExists();
    } catch (ActiveMQException e) {
      JMSException failed =
          new JMSException("The broker does not tell whether " + name + " is there");
      failed.initCause(e);
      throw failed;
    }
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  private void pause() {
    try {
      if (closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.debug("closing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      Thread running = consumer;
      if (running != null && !running.join(Duration.ofSeconds(10))) {
        LOG.warn("A message is still being taken and is left; it comes again");
      }
      close(connection);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
