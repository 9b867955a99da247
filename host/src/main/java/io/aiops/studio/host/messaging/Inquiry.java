package io.aiops.studio.host.messaging;

import java.util.Optional;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQInterruptedException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.FailoverEventListener;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session for questions to a broker, also for those that only its management answers: as many as
 * one likes, until it is {@link #over}. For one thread at a time.
 */
final class Inquiry implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Inquiry.class);
  private static final SimpleString MANAGEMENT = SimpleString.of("activemq.management");
  private static final int PATIENCE_MILLIS = 2_000;

  private final ClientSession session;

  /** Where answers come. */
  private final SimpleString queue = SimpleString.of(MANAGEMENT + "." + UUID.randomUUID());

  private boolean queueThere;
  private @Nullable Line line;
  private volatile boolean over;

  /** What was asked may still be answered, and would be taken for the answer to the next one. */
  private boolean unanswered;

  /** A session that is found again may have lost the queue that answers come to. */
  private final FailoverEventListener found = event -> over = true;

  private record Line(ClientProducer questions, ClientConsumer answers) {}

  /** Writes a question. The library declares Exception on all of it. */
  @FunctionalInterface
  interface Question {
    void into(ClientMessage message) throws Exception;
  }

  /** Reads an answer; null if it is none. */
  @FunctionalInterface
  interface Reading<T> {
    @Nullable T read(@Nullable Object answer) throws Exception;
  }

  Inquiry(ClientSession session) {
    this.session = session;
    session.addFailoverListener(found);
  }

  ClientSession session() {
    return session;
  }

  /** Whether the next question wants another one. */
  boolean over() {
    return over || unanswered || session.isClosed();
  }

  /** Puts a question to the management; empty if it does not answer, or does not let us ask. */
  <T> Optional<T> manage(Question question, Reading<T> reading) throws ActiveMQException {
    if (over || unanswered) {
      return Optional.empty();
    }
    session.start();
    try {
      ClientMessage message = session.createMessage(false);
      question.into(message);
      ClientMessage answer = ask(message);
      if (answer == null) {
        return Optional.empty();
      }
      T read =
          ManagementHelper.hasOperationSucceeded(answer)
              ? reading.read(ManagementHelper.getResult(answer))
              : null;
      answer.acknowledge();
      return Optional.ofNullable(read);
    } catch (ActiveMQSecurityException e) {
      LOG.debug("The broker does not let us ask its management", e);
      over = true;
      return Optional.empty();
    } catch (ActiveMQException | ActiveMQInterruptedException e) {
      throw e;
    } catch (Exception e) {
      // There is nothing finer to catch.
      throw new ActiveMQException("Asking for the queues failed: " + e.getMessage());
    }
  }

  private @Nullable ClientMessage ask(ClientMessage question) throws ActiveMQException {
    Line open = line();
    question.setReplyTo(queue);
    unanswered = true;
    open.questions().send(question);
    ClientMessage answer = open.answers().receive(PATIENCE_MILLIS);
    unanswered = answer == null;
    return answer;
  }

  private Line line() throws ActiveMQException {
    Line open = line;
    if (open == null) {
      session.createQueue(QueueConfiguration.of(queue).setDurable(false).setTemporary(true));
      queueThere = true;
      open = new Line(session.createProducer(MANAGEMENT), session.createConsumer(queue));
      line = open;
    }
    return open;
  }

  /** The queue for answers and who listens are the connection's: they do not go with a session. */
  @Override
  public void close() throws ActiveMQException {
    session.removeFailoverListener(found);
    try {
      Line open = line;
      if (open != null && !session.isClosed()) {
        open.answers().close();
      }
      if (queueThere && !session.isClosed()) {
        session.deleteQueue(queue);
      }
    } catch (ActiveMQException | RuntimeException e) {
      LOG.debug("The queue for answers is gone, or goes with the connection", e);
    } finally {
      session.close();
    }
  }
}
