package io.aiops.studio.host.messaging;

import io.aiops.studio.host.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.jspecify.annotations.Nullable;

/**
 * How our queues stand, by one question for a thousand of them. The broker tells it to those only
 * that may manage it; of others' brokers {@link QueueQuestions} asks queue by queue.
 */
final class QueueList {

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

  private QueueList() {}

  /** By name; empty if the broker does not tell us. */
  static Optional<Map<String, Row>> all(Inquiry inquiry) throws ActiveMQException {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      int asked = page;
      Optional<Long> count =
          inquiry.manage(
              question ->
                  ManagementHelper.putOperationInvocation(
                      question, ResourceNames.BROKER, "listQueues", OURS, asked, PAGE),
              answer -> read(String.valueOf(answer), rows));
      if (count.isEmpty()) {
        return Optional.empty();
      }
      if ((long) page * PAGE >= count.get()) {
        break;
      }
    }
    return Optional.of(rows);
  }

  /** Says how many there are, on all pages. */
  private static long read(String page, Map<String, Row> into) {
    Map<String, @Nullable Object> told = Json.parseMap(page);
    List<?> data = told.get("data") instanceof List<?> list ? list : List.of();
    for (Object each : data) {
      if (each instanceof Map<?, ?> row) {
        into.put(String.valueOf(row.get("name")), row(row));
      }
    }
    return number(told, "count");
  }

  /** How many messages of one are taken, now; empty if the broker does not tell us. */
  static Optional<Long> taken(Inquiry inquiry, SimpleString queue) throws ActiveMQException {
    return inquiry.manage(
        question ->
            ManagementHelper.putAttribute(question, ResourceNames.QUEUE + queue, "deliveringCount"),
        answer -> answer instanceof Number number ? number.longValue() : null);
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
