package io.aiops.studio.host.messaging;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.problem.Vital;
import io.aiops.studio.host.trigger.FiringStore.ReplyTo;
import io.aiops.studio.host.trigger.NotTakenException;
import io.aiops.studio.host.trigger.OutsideQueue;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages for triggers on Artemis. One transacted session takes a message, and what it leads to
 * (nothing, or a dead letter) goes with it: no message is lost, and none is taken before what it
 * asked for is durable. The contract is in {@code docs/triggers.md}.
 */
public final class JmsOutsideQueue implements OutsideQueue {

  /** Where programs outside put messages. */
  public static final String QUEUE = "studio.triggers";

  /** Where those go that cannot be used; the property {@code studio_reason} says why. */
  public static final String DEAD = "studio.triggers.dead";

  private static final Logger LOG = LoggerFactory.getLogger(JmsOutsideQueue.class);
  private static final long RECEIVE_MILLIS = 500;
  private static final long PAUSE_MILLIS = 500;

  /** For so long the broker may take to answer a call. */
  static final int CALL_MILLIS = 5_000;

  private static final int GIVE_UP_AFTER = 8;

  private final Connection connection;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final JmsAnswers answers;
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
      answers = new JmsAnswers(open);
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
          Untold untold = handle(session, message, receiver);
          if (untold != null) {
            tell(untold);
          }
        }
      }
    }
  }

  /** A refusal of which the sender is to be told. */
  private record Untold(ReplyTo to, String refusal) {}

  /**
   * @return whom to tell what once the message is let go; null for nobody
   */
  private @Nullable Untold handle(Session session, jakarta.jms.Message message, Receiver receiver)
      throws JMSException {
    try {
      Message read = JmsLetters.read(message);
      Receipt receipt = whenAvailable(receiver, read);
      if (receipt == null) {
        session.rollback();
        return null;
      }
      String refusal = receipt.refusal();
      if (refusal != null) {
        JmsLetters.bury(session, message, refusal);
      }
      session.commit();
      ReplyTo reply = read.reply();
      return refusal != null && reply != null && receipt.tell() ? new Untold(reply, refusal) : null;
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
      return null;
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

  /** Once, when the message is gone: until then it might come again and be taken after all. */
  private void tell(Untold untold) {
    Map<String, @Nullable Object> outcome = new LinkedHashMap<>();
    outcome.put("status", "REFUSED");
    outcome.put("reason", untold.refusal());
    try {
      String problem = answers.send(untold.to(), null, outcome);
      if (problem != null) {
        LOG.warn("Nobody is told of a refusal: {}", problem);
      }
    } catch (NotTakenException | JMSException e) {
      LOG.warn("Nobody is told of a refusal: {}", e.getMessage());
    }
  }

  @Override
  public @Nullable String reply(ReplyTo to, String id, Map<String, @Nullable Object> outcome) {
    try {
      return answers.send(to, id, outcome);
    } catch (JMSException e) {
      throw new UnavailableException("The broker did not take an outcome; it is sent again.", e);
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
      answers.close();
      close(connection);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
