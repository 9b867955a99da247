package io.aiops.studio.host.messaging;

import io.aiops.studio.host.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientRequestor;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How our queues stand, by one question for a thousand of them. The broker tells it to those only
 * that may manage it; of others' brokers {@link QueueQuestions} asks queue by queue.
 */
final class QueueList {

  private static final Logger LOG = LoggerFactory.getLogger(QueueList.class);
  private static final SimpleString MANAGEMENT = SimpleString.of("activemq.management");
  private static final int PATIENCE_MILLIS = 2_000;
  private static final int PAGE = 1_000;
  private static final int MOST_PAGES = 100;

  private static final String OURS =
      Json.write(
          Map.of(
              "field", "name",
              "operation", "CONTAINS",
              "value", Queues.PREFIX,
              "sortField", "name",
              "sortOrder", "asc"));

  /**
   * A queue.
   *
   * @param all messages in it, those included that are delayed or taken
   * @param taken -1 if the broker does not tell
   */
  record Row(long all, long delayed, long taken, int consumers, long added, long settled) {

    static final Row NONE = new Row(0, 0, 0, 0, 0, 0);

    long waiting() {
      return Math.max(0, all - delayed - Math.max(0, taken));
    }
  }

  @FunctionalInterface
  private interface Question<T> {
    @Nullable T put(ClientRequestor requestor) throws Exception;
  }

  private QueueList() {}

  /** By name; empty if the broker does not tell us. */
  static Optional<Map<String, Row>> all(ClientSession session) throws ActiveMQException {
    return told(
        session,
        requestor -> {
          Map<String, Row> rows = new LinkedHashMap<>();
          for (int page = 1; page <= MOST_PAGES; page++) {
            ClientMessage question = session.createMessage(false);
            ManagementHelper.putOperationInvocation(
                question, ResourceNames.BROKER, "listQueues", OURS, page, PAGE);
            ClientMessage answer = requestor.request(question, PATIENCE_MILLIS);
            if (answer == null || !ManagementHelper.hasOperationSucceeded(answer)) {
              return null;
            }
            Map<String, @Nullable Object> told =
                Json.parseMap(String.valueOf(ManagementHelper.getResult(answer)));
            List<?> data = told.get("data") instanceof List<?> list ? list : List.of();
            for (Object each : data) {
              if (each instanceof Map<?, ?> row) {
                rows.put(String.valueOf(row.get("name")), row(row));
              }
            }
            if ((long) page * PAGE >= number(told, "count")) {
              return rows;
            }
          }
          return rows;
        });
  }

  /** How many messages of one are taken, now; empty if the broker does not tell us. */
  static Optional<Long> taken(ClientSession session, SimpleString queue) throws ActiveMQException {
    return told(
        session,
        requestor -> {
          ClientMessage question = session.createMessage(false);
          ManagementHelper.putAttribute(question, ResourceNames.QUEUE + queue, "deliveringCount");
          ClientMessage answer = requestor.request(question, PATIENCE_MILLIS);
          return answer != null
                  && ManagementHelper.hasOperationSucceeded(answer)
                  && ManagementHelper.getResult(answer) instanceof Number number
              ? number.longValue()
              : null;
        });
  }

  private static <T> Optional<T> told(ClientSession session, Question<T> question)
      throws ActiveMQException {
    session.start();
    try (ClientRequestor requestor = new ClientRequestor(session, MANAGEMENT)) {
      return Optional.ofNullable(question.put(requestor));
    } catch (ActiveMQSecurityException e) {
      LOG.debug("The broker does not let us ask for its queues", e);
      return Optional.empty();
    } catch (ActiveMQException e) {
      throw e;
    } catch (Exception e) {
      // The library declares Exception on request and close; there is nothing finer to catch.
      throw new ActiveMQException("Asking for the queues failed: " + e.getMessage());
    }
  }

  private static Row row(Map<?, ?> queue) {
    return new Row(
        number(queue, "messageCount"),
        number(queue, "scheduledCount"),
        number(queue, "deliveringCount"),
        (int) number(queue, "consumerCount"),
        number(queue, "messagesAdded"),
        number(queue, "messagesAcked"));
  }

  /** The broker writes its numbers as texts. */
  private static long number(Map<?, ?> of, String field) {
    return Long.parseLong(String.valueOf(of.get(field)));
  }
}
