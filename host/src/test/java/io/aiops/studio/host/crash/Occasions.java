package io.aiops.studio.host.crash;

import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.messaging.JmsOutsideQueue;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;

/**
 * What comes from outside and outlives every process: the time that schedules go by, and a program
 * that puts messages into a queue and gets replies in another.
 */
final class Occasions {

  /** The clock on the wall, put forward by as much as somebody wants. */
  static final class Ahead extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    void advance(Duration by) {
      ahead = ahead.plus(by);
    }

    void advanceTo(Instant to) {
      advance(Duration.between(instant(), to));
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  final Ahead clock = new Ahead();
  private final Set<String> seen = new LinkedHashSet<>();
  private final Map<String, Instant> times = new LinkedHashMap<>();

  /** Whether it is the first time that this happens. */
  boolean first(String key) {
    return seen.add(key);
  }

  /** All that ever happened. */
  Set<String> seen() {
    return Collections.unmodifiableSet(seen);
  }

  /** The time that an occasion is about. */
  void at(String occasion, Instant time) {
    times.put(occasion, time);
  }

  Instant at(String occasion) {
    return times.get(occasion);
  }

  /**
   * Puts a message for a trigger into the studio's queue; durable when this returns.
   *
   * @param replies the queue for its outcome
   */
  static void send(UUID trigger, String id, String replies) {
    connected(session -> {
      TextMessage message = session.createTextMessage("{}");
      message.setStringProperty("studio_trigger", trigger.toString());
      message.setStringProperty("studio_id", id);
      message.setJMSCorrelationID(id);
      message.setJMSReplyTo(new ActiveMQQueue(replies));
      session.createProducer(new ActiveMQQueue(JmsOutsideQueue.QUEUE)).send(message);
      return message;
    });
  }

  /** What has come into the queue, as {@code correlation status}. */
  static List<String> replies(String queue) {
    return connected(session -> {
      Queue replies = session.createQueue(queue);
      try (QueueBrowser browser = session.createBrowser(replies)) {
        List<String> all = new ArrayList<>();
        for (Object each : Collections.list(browser.getEnumeration())) {
          Message reply = (Message) each;
          all.add(reply.getJMSCorrelationID() + " " + reply.getStringProperty("studio_status"));
        }
        return all;
      }
    });
  }

  private interface Work<T> {
    T in(Session session) throws JMSException;
  }

  private static <T> T connected(Work<T> work) {
    try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(EmbeddedBroker.URL);
        Connection connection = factory.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      connection.start();
      return work.in(session);
    } catch (JMSException e) {
      throw new IllegalStateException("The broker is there for programs outside", e);
    }
  }
}
