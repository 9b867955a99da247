package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.QueueCounts;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientRequestor;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker how its queues stand. What lies beyond a queue's depth it tells to those only
 * that may manage it; of others' brokers the depth must do.
 */
final class QueueQuestions {

  private static final SimpleString MANAGEMENT = SimpleString.of("activemq.management");
  private static final String PREFIX = "studio.";
  private static final int PATIENCE_MILLIS = 2_000;
  private static final long UNKNOWN = -1;

  private QueueQuestions() {}

  static QueueCounts ask(ClientSession session, SimpleString queue) throws ActiveMQException {
    ClientSession.QueueQuery known = session.queueQuery(queue);
    String name = queue.toString().substring(PREFIX.length());
    if (!known.isExists()) {
      return new QueueCounts(name.toLowerCase(Locale.ROOT), 0, 0, 0, 0, null, 0, 0);
    }
    session.start();
    try (ClientRequestor requestor = new ClientRequestor(session, MANAGEMENT)) {
      long all = number(session, requestor, queue, "messageCount");
      if (all == UNKNOWN) {
        return plain(name, known);
      }
      long delayed = number(session, requestor, queue, "scheduledCount");
      long taken = number(session, requestor, queue, "deliveringCount");
      Duration oldest =
          all - delayed > 0 ? age(answer(session, requestor, queue, "firstMessageAge")) : null;
      return new QueueCounts(
          name,
          Math.max(0, all - delayed - taken),
          delayed,
          taken,
          (int) number(session, requestor, queue, "consumerCount"),
          oldest,
          number(session, requestor, queue, "messagesAdded"),
          number(session, requestor, queue, "messagesAcknowledged"));
    } catch (ActiveMQException e) {
      throw e;
    } catch (Exception e) {
      // The library declares Exception on request and close; there is nothing finer to catch.
      throw new ActiveMQException("Asking for the queue " + queue + " failed: " + e.getMessage());
    }
  }

  /** The names of all queues; none if the broker does not tell us. */
  static List<String> names(ClientSession session) throws ActiveMQException {
    session.start();
    try (ClientRequestor requestor = new ClientRequestor(session, MANAGEMENT)) {
      ClientMessage question = session.createMessage(false);
      ManagementHelper.putAttribute(question, ResourceNames.BROKER, "queueNames");
      ClientMessage answer = requestor.request(question, PATIENCE_MILLIS);
      boolean told = answer != null && ManagementHelper.hasOperationSucceeded(answer);
      return told && ManagementHelper.getResult(answer) instanceof Object[] names
          ? Arrays.stream(names).map(String::valueOf).toList()
          : List.of();
    } catch (ActiveMQException e) {
      throw e;
    } catch (Exception e) {
      // The library declares Exception on request and close; there is nothing finer to catch.
      throw new ActiveMQException("Asking for the queues failed: " + e.getMessage());
    }
  }

  private static QueueCounts plain(String name, ClientSession.QueueQuery known) {
    return new QueueCounts(
        name, known.getMessageCount(), 0, 0, known.getConsumerCount(), null, UNKNOWN, UNKNOWN);
  }

  private static long number(
      ClientSession session, ClientRequestor requestor, SimpleString queue, String attribute)
      throws Exception {
    return answer(session, requestor, queue, attribute).orElse(List.of()).stream()
        .findFirst()
        .map(Number::longValue)
        .orElse(UNKNOWN);
  }

  /**
   * How long a queue's first message has been there, if the broker says so. That there is none any
   * more, between two questions, is an answer too: none is old.
   */
  static @Nullable Duration age(Optional<List<Number>> told) {
    return told.map(answer -> answer.isEmpty() ? 0 : answer.getFirst().longValue())
        .map(millis -> Duration.ofMillis(Math.max(0, millis)))
        .orElse(null);
  }

  /** A number or none, as the broker says; empty if it does not say. */
  private static Optional<List<Number>> answer(
      ClientSession session, ClientRequestor requestor, SimpleString queue, String attribute)
      throws Exception {
    ClientMessage question = session.createMessage(false);
    ManagementHelper.putAttribute(question, ResourceNames.QUEUE + queue, attribute);
    ClientMessage answer = requestor.request(question, PATIENCE_MILLIS);
    if (answer == null || !ManagementHelper.hasOperationSucceeded(answer)) {
      return Optional.empty();
    }
    return Optional.of(
        ManagementHelper.getResult(answer) instanceof Number number ? List.of(number) : List.of());
  }
}
