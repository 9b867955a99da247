package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.QueueCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientRequestor;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker how its queues stand. What lies beyond a queue's depth and its messages it tells
 * to those only that may manage it; of others' brokers these must do.
 */
final class QueueQuestions {

  private static final Logger LOG = LoggerFactory.getLogger(QueueQuestions.class);
  private static final int HIGHEST = 9;
  private static final SimpleString MANAGEMENT = SimpleString.of("activemq.management");
  private static final int PATIENCE_MILLIS = 2_000;
  private static final long UNKNOWN = -1;

  private QueueQuestions() {}

  static List<QueueCounts> ask(ClientSession session, Collection<SimpleString> queues)
      throws ActiveMQException {
    List<QueueCounts> counts = new ArrayList<>();
    for (SimpleString queue : queues) {
      counts.add(ask(session, queue));
    }
    return counts;
  }

  private static QueueCounts ask(ClientSession session, SimpleString queue)
      throws ActiveMQException {
    ClientSession.QueueQuery known = session.queueQuery(queue);
    String name = Queues.called(queue);
    UUID workspaceId = Queues.workspaceOf(queue);
    if (!known.isExists()) {
      return new QueueCounts(name, workspaceId, 0, 0, 0, 0, Map.of(), 0, 0);
    }
    session.start();
    try (ClientRequestor requestor = new ClientRequestor(session, MANAGEMENT)) {
      long all = number(session, requestor, queue, "messageCount");
      if (all == UNKNOWN) {
        return new QueueCounts(
            name,
            workspaceId,
            known.getMessageCount(),
            0,
            0,
            known.getConsumerCount(),
            ages(session, queue),
            UNKNOWN,
            UNKNOWN);
      }
      // There may be many lanes, and most of them empty.
      long delayed = all == 0 ? 0 : number(session, requestor, queue, "scheduledCount");
      long taken = all == 0 ? 0 : number(session, requestor, queue, "deliveringCount");
      return new QueueCounts(
          name,
          workspaceId,
          Math.max(0, all - delayed - taken),
          delayed,
          taken,
          known.getConsumerCount(),
          all - delayed - taken > 0 ? ages(session, queue) : Map.of(),
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

  /**
   * Looks at the first message of each priority that waits, from the highest down. The broker's own
   * figure is of the one it hands over next, which in front of starved ones is the youngest.
   */
  private static @Nullable Map<Integer, Duration> ages(ClientSession session, SimpleString queue)
      throws ActiveMQException {
    Map<Integer, Duration> ages = new HashMap<>();
    int below = HIGHEST + 1;
    try {
      while (below > 0) {
        ClientMessage first = first(session, queue, below);
        if (first == null) {
          return ages;
        }
        below = first.getPriority();
        ages.put(
            below,
            Duration.ofMillis(Math.max(0, System.currentTimeMillis() - first.getTimestamp())));
      }
      return ages;
    } catch (ActiveMQSecurityException e) {
      LOG.debug("The broker does not let us look into {}", queue, e);
      return null;
    }
  }

  private static @Nullable ClientMessage first(ClientSession session, SimpleString queue, int below)
      throws ActiveMQException {
    SimpleString filter = SimpleString.of("AMQPriority < " + below);
    // Without a window: else it would be sent all that its window holds.
    try (ClientConsumer browser = session.createConsumer(queue, filter, 0, -1, true)) {
      return browser.receiveImmediate();
    }
  }

  /** A number as the broker says it; unknown if it does not. */
  private static long number(
      ClientSession session, ClientRequestor requestor, SimpleString queue, String attribute)
      throws Exception {
    ClientMessage question = session.createMessage(false);
    ManagementHelper.putAttribute(question, ResourceNames.QUEUE + queue, attribute);
    ClientMessage answer = requestor.request(question, PATIENCE_MILLIS);
    boolean told = answer != null && ManagementHelper.hasOperationSucceeded(answer);
    return told && ManagementHelper.getResult(answer) instanceof Number number
        ? number.longValue()
        : UNKNOWN;
  }
}
