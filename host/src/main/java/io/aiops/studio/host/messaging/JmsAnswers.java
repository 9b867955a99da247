package io.aiops.studio.host.messaging;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.trigger.FiringStore.ReplyTo;
import io.aiops.studio.host.trigger.NotTakenException;
import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends answers to queues that programs outside have named. They go one by one and without a
 * transaction: one that the broker refuses then spoils nothing else, and one that comes twice is
 * dropped by the broker instead of failing a commit.
 */
final class JmsAnswers implements AutoCloseable {

  /** Stands before the name of a queue that is gone with who made it. */
  static final String TEMPORARY = "temp-queue://";

  private static final Logger LOG = LoggerFactory.getLogger(JmsAnswers.class);
  private static final long LIVES_MILLIS = TimeUnit.DAYS.toMillis(1);

  /**
   * So long the sending itself takes at most: a call, and a failover before it. What is not there
   * by then waits for room on a queue that is full and set to block.
   */
  private static final long WAIT_MILLIS = 2L * JmsOutsideQueue.CALL_MILLIS + 1_000;

  /** What is asked of the broker before that ends by itself, and sooner. */
  private static final long PREPARING_MILLIS = 60_000;

  private static final long FULL_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** What else goes wrong with one answer need not with the next. */
  private static final Set<ActiveMQExceptionType> AWAY =
      EnumSet.of(
          ActiveMQExceptionType.NOT_CONNECTED,
          ActiveMQExceptionType.CONNECTION_TIMEDOUT,
          ActiveMQExceptionType.DISCONNECTED,
          ActiveMQExceptionType.REMOTE_DISCONNECT,
          ActiveMQExceptionType.UNBLOCKED,
          ActiveMQExceptionType.OBJECT_CLOSED,
          ActiveMQExceptionType.LARGE_MESSAGE_INTERRUPTED,
          ActiveMQExceptionType.IO_ERROR,
          ActiveMQExceptionType.SHUTDOWN_ERROR);

  private final Connection connection;

  /** Of the thread alone; null if the next answer opens one. */
  private @Nullable Session session;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("studio-trigger-answers").daemon().factory());

  /** Queues that had no room, and until when nobody waits for them again. */
  private final Map<String, Long> full = new HashMap<>();

  /**
   * @throws JMSException if the broker gives it no session
   */
  JmsAnswers(Connection connection) throws JMSException {
    this.connection = connection;
    this.session = open();
  }

  /** Not transacted. */
  private Session open() throws JMSException {
    return connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
  }

  /**
   * Sends one.
   *
   * @param id the broker drops a second one with it; null if there is none
   * @return why it can never be sent; null if it was
   * @throws NotTakenException if the broker did not take it now
   * @throws JMSException if the broker is away
   */
  synchronized @Nullable String send(
      ReplyTo to, @Nullable String id, Map<String, @Nullable Object> outcome) throws JMSException {
    long now = System.nanoTime();
    full.values().removeIf(until -> until - now <= 0);
    if (full.containsKey(to.queue())) {
      throw noRoom(to);
    }
    CountDownLatch prepared = new CountDownLatch(1);
    Future<@Nullable String> sent =
        thread.submit(() -> {
          try {
            return answer(to, id, outcome, prepared);
          } finally {
            prepared.countDown();
          }
        });
    try {
      if (!prepared.await(PREPARING_MILLIS, TimeUnit.MILLISECONDS)) {
        leave(sent);
        throw new JMSException("The broker does not answer what is asked before an answer is sent");
      }
      return sent.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      return sorted(to, e.getCause());
    } catch (TimeoutException e) {
      leave(sent);
      full.put(to.queue(), System.nanoTime() + FULL_NANOS);
      throw noRoom(to);
    } catch (InterruptedException e) {
      leave(sent);
      Thread.currentThread().interrupt();
      throw new JMSException("Interrupted while an answer to " + to.queue() + " was sent");
    }
  }

  /** What the broker says to it later must not be taken for an answer to another question. */
  private void leave(Future<@Nullable String> sent) {
    sent.cancel(true);
    thread.execute(this::drop);
  }

  /** On the thread: the next answer has a session of its own. */
  private void drop() {
    Session old = session;
    session = null;
    if (old != null) {
      try {
        old.close();
      } catch (JMSException e) {
        LOG.debug("A session for answers did not close: {}", e.getMessage());
      }
    }
  }

  private static NotTakenException noRoom(ReplyTo to) {
    return new NotTakenException("The queue " + to.queue() + " is full and takes no answer.", null);
  }

  /** Whether this answer has no future, or not now, or whether the broker is away. */
  private String sorted(ReplyTo to, @Nullable Throwable why) throws JMSException {
    if (!(why instanceof JMSException failed)) {
      throw new NotTakenException("An answer to " + to.queue() + " could not be sent.", why);
    }
    if (failed instanceof JMSSecurityException || failed instanceof InvalidDestinationException) {
      return "The broker takes no answer to " + to.queue() + ": " + failed.getMessage();
    }
    if (!(failed.getCause() instanceof ActiveMQException cause) || AWAY.contains(cause.getType())) {
      thread.execute(this::drop);
      throw failed;
    }
    throw new NotTakenException(
        "The broker did not take an answer to " + to.queue() + ": " + failed.getMessage(), failed);
  }

  private @Nullable String answer(
      ReplyTo to,
      @Nullable String id,
      Map<String, @Nullable Object> outcome,
      CountDownLatch prepared)
      throws JMSException {
    Session open = session == null ? open() : session;
    session = open;
    String name = to.queue();
    if (name.startsWith(TEMPORARY)) {
      name = name.substring(TEMPORARY.length());
      if (!exists(open, name)) {
        return "The temporary queue " + name + " is gone: nobody waits any more.";
      }
    }
    TextMessage answer = open.createTextMessage(Json.write(outcome));
    answer.setJMSCorrelationID(to.correlation());
    answer.setStringProperty("studio_status", String.valueOf(outcome.get("status")));
    if (outcome.get("id") instanceof String execution) {
      answer.setStringProperty("studio_execution", execution);
    }
    if (id != null) {
      // A crash after the send, before it was noted, sends it again.
      answer.setStringProperty("_AMQ_DUPL_ID", id);
    }
    try (MessageProducer producer = open.createProducer(new ActiveMQQueue(name))) {
      producer.setTimeToLive(LIVES_MILLIS);
      prepared.countDown();
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

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
