package io.aiops.studio.host.messaging;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.QueueCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQInterruptedException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker how its queues stand: however many workspaces there are, by a few questions, and
 * a look into so many queues. Each method throws {@link UnavailableException} if it does not
 * answer.
 */
final class QueueQuestions {

  private static final Logger LOG = LoggerFactory.getLogger(QueueQuestions.class);
  private static final long UNKNOWN = -1;

  /** For so long, a queue that was seen to be empty is not asked about again. */
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  /**
   * For so long, a broker that did not tell us is not asked again: it may let us wait each time.
   */
  private static final long UNTOLD_NANOS = Duration.ofMinutes(1).toNanos();

  private final Broker broker;
  private final Lanes lanes;
  private final Supplier<Set<String>> pools;
  private final Ages ages = new Ages();
  private @Nullable Recent recent;

  /** For looks, of which there are as many as tasks wait; it ends with the broker's connection. */
  private @Nullable Inquiry looks;

  /**
   * @param at when it was answered
   * @param rows none if it was not
   */
  private record Recent(long at, Map<String, QueueList.Row> rows) {
    static Recent now(Map<String, QueueList.Row> rows) {
      return new Recent(System.nanoTime(), rows);
    }

    boolean over() {
      return System.nanoTime() - at > (rows.isEmpty() ? UNTOLD_NANOS : FRESH_NANOS);
    }
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask(Inquiry inquiry) throws ActiveMQException;
  }

  /**
   * @param pools served here
   */
  QueueQuestions(Broker broker, Lanes lanes, Supplier<Set<String>> pools) {
    this.broker = broker;
    this.lanes = lanes;
    this.pools = pools;
  }

  private <T> T with(Question<T> question) {
    try (Inquiry inquiry = new Inquiry(broker.plain())) {
      return question.ask(inquiry);
    } catch (ActiveMQException e) {
      throw silent(e);
    } catch (ActiveMQInterruptedException e) {
      throw interrupted(e);
    }
  }

  private synchronized <T> T look(Question<T> question) {
    try {
      Inquiry open = looks;
      if (open == null || open.over()) {
        stopLooking();
        open = new Inquiry(broker.plain());
        looks = open;
      }
      return question.ask(open);
    } catch (ActiveMQException e) {
      stopLooking();
      throw silent(e);
    } catch (ActiveMQInterruptedException e) {
      // What it had asked may still be answered, and would be taken for the answer to the next.
      stopLooking();
      throw interrupted(e);
    } catch (RuntimeException | Error e) {
      stopLooking();
      throw e;
    }
  }

  private void stopLooking() {
    Inquiry last = looks;
    looks = null;
    if (last != null) {
      try {
        last.close();
      } catch (ActiveMQException e) {
        LOG.debug("A broken session did not close", e);
      }
    }
  }

  private static UnavailableException silent(ActiveMQException e) {
    return new UnavailableException("The broker does not answer: " + e.getMessage(), e);
  }

  /** Told once the session is closed, which whoever is interrupted could not wait for. */
  private static UnavailableException interrupted(ActiveMQInterruptedException e) {
    Thread.currentThread().interrupt();
    return new UnavailableException("The broker was not waited for: this ends", e);
  }

  void ping() {
    with(inquiry -> inquiry.session().queueQuery(Queues.COMMANDS));
  }

  /** As {@link io.aiops.studio.host.taskqueue.TaskQueue#depths}. */
  Map<String, Long> depths() {
    return with(inquiry -> {
      Map<SimpleString, QueueList.Row> rows = rows(inquiry);
      Map<String, Long> depths = new LinkedHashMap<>();
      depths.put("commands", 0L);
      depths.put("tasks", 0L);
      depths.put("dead", 0L);
      rows.forEach((queue, row) -> {
        boolean single = queue.equals(Queues.COMMANDS) || queue.equals(Queues.DEAD);
        depths.merge(single ? Queues.called(queue) : "tasks", row.all(), Long::sum);
      });
      return depths;
    });
  }

  /** As {@link io.aiops.studio.host.taskqueue.TaskQueue#counts()}. */
  List<QueueCounts> counts() {
    return with(inquiry -> {
      Map<SimpleString, QueueList.Row> rows = rows(inquiry);
      List<SimpleString> waiting =
          rows.entrySet().stream()
              .filter(row -> row.getValue().waiting() > 0)
              .map(Map.Entry::getKey)
              .toList();
      Map<SimpleString, Map<Integer, Duration>> seen = ages.of(inquiry.session(), waiting);
      List<QueueCounts> counts = new ArrayList<>();
      rows.forEach((queue, row) ->
          counts.add(counts(queue, row, row.waiting() > 0 ? seen.get(queue) : Map.of())));
      return counts;
    });
  }

  /**
   * As {@link io.aiops.studio.host.taskqueue.TaskQueue#counts(String, UUID)}. Most are empty, which
   * one question in a second tells of all; what is not is asked about by a session that is kept.
   */
  List<QueueCounts> counts(String pool, UUID workspaceId) {
    return look(inquiry -> {
      Map<String, QueueList.Row> known = recently(inquiry);
      List<QueueCounts> counts = new ArrayList<>();
      for (SimpleString queue : List.of(Queues.ofPool(pool), Queues.lane(pool, workspaceId))) {
        counts.add(now(inquiry, queue, known));
      }
      return counts;
    });
  }

  /** What was taken is asked last: what is taken meanwhile was seen to wait, or is among it. */
  private QueueCounts now(Inquiry inquiry, SimpleString queue, Map<String, QueueList.Row> known)
      throws ActiveMQException {
    ClientSession session = inquiry.session();
    QueueList.Row before = known.isEmpty() ? untold(session, queue) : row(known, queue);
    if (before.all() == 0) {
      return counts(queue, before, Map.of());
    }
    Map<Integer, Duration> waiting = Ages.of(session, queue);
    long taken = known.isEmpty() ? UNKNOWN : taken(inquiry, queue);
    QueueList.Row now =
        new QueueList.Row(
            Math.max(taken, session.queueQuery(queue).getMessageCount()),
            before.delayed(),
            taken,
            before.consumers(),
            before.added(),
            before.settled());
    return counts(queue, now, waiting);
  }

  private long taken(Inquiry inquiry, SimpleString queue) throws ActiveMQException {
    Optional<Long> taken = QueueList.taken(inquiry, queue);
    if (taken.isEmpty()) {
      recent = Recent.now(Map.of());
    }
    return taken.orElse(UNKNOWN);
  }

  /** By name; none if the broker does not tell us. */
  private Map<String, QueueList.Row> recently(Inquiry inquiry) throws ActiveMQException {
    Recent last = recent;
    if (last == null || last.over()) {
      last = Recent.now(QueueList.all(inquiry).orElse(Map.of()));
      recent = last;
    }
    return last.rows();
  }

  private static QueueList.Row row(Map<String, QueueList.Row> rows, SimpleString queue) {
    return rows.getOrDefault(queue.toString(), QueueList.Row.NONE);
  }

  /** Of those there are, commands in front, then tasks, then what was put aside. */
  private Map<SimpleString, QueueList.Row> rows(Inquiry inquiry) throws ActiveMQException {
    Optional<Map<String, QueueList.Row>> told = QueueList.all(inquiry);
    List<SimpleString> queues = new ArrayList<>();
    queues.add(Queues.COMMANDS);
    queues.addAll(lanes.queues(told.map(Map::keySet).orElse(Set.of()), pools.get()));
    queues.add(Queues.DEAD);
    Map<SimpleString, QueueList.Row> rows = new LinkedHashMap<>();
    for (SimpleString queue : queues) {
      rows.put(queue, told.isPresent() ? row(told.get(), queue) : untold(inquiry.session(), queue));
    }
    return rows;
  }

  /** All that a broker tells that we may not manage. */
  private static QueueList.Row untold(ClientSession session, SimpleString queue)
      throws ActiveMQException {
    ClientSession.QueueQuery known = session.queueQuery(queue);
    return known.isExists()
        ? new QueueList.Row(
            known.getMessageCount(), 0, 0, known.getConsumerCount(), UNKNOWN, UNKNOWN)
        : QueueList.Row.NONE;
  }

  private static QueueCounts counts(
      SimpleString queue, QueueList.Row row, @Nullable Map<Integer, Duration> ages) {
    return new QueueCounts(
        Queues.called(queue),
        Queues.workspaceOf(queue),
        row.waiting(),
        row.delayed(),
        row.taken(),
        row.consumers(),
        ages,
        row.added(),
        row.settled());
  }
}
