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
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker how its queues stand: however many workspaces there are, by a few questions, and
 * a look into so many queues. Each method throws {@link UnavailableException} if it does not
 * answer.
 */
final class QueueQuestions {

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
  private volatile @Nullable Recent recent;

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
    T ask(ClientSession session) throws ActiveMQException;
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
    try (ClientSession session = broker.plain()) {
      return question.ask(session);
    } catch (ActiveMQException e) {
      throw new UnavailableException("The broker does not answer: " + e.getMessage(), e);
    }
  }

  void ping() {
    with(session -> session.queueQuery(Queues.COMMANDS));
  }

  /** As {@link io.aiops.studio.host.taskqueue.TaskQueue#depths}. */
  Map<String, Long> depths() {
    return with(session -> {
      Map<SimpleString, QueueList.Row> rows = rows(session);
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
    return with(session -> {
      Map<SimpleString, QueueList.Row> rows = rows(session);
      List<SimpleString> waiting =
          rows.entrySet().stream()
              .filter(row -> row.getValue().waiting() > 0)
              .map(Map.Entry::getKey)
              .toList();
      Map<SimpleString, Map<Integer, Duration>> seen = ages.of(session, waiting);
      List<QueueCounts> counts = new ArrayList<>();
      rows.forEach((queue, row) ->
          counts.add(counts(queue, row, row.waiting() > 0 ? seen.get(queue) : Map.of())));
      return counts;
    });
  }

  /**
   * As {@link io.aiops.studio.host.taskqueue.TaskQueue#counts(String, UUID)}. Most are empty, which
   * one question in a second tells of all.
   */
  List<QueueCounts> counts(String pool, UUID workspaceId) {
    List<SimpleString> queues = List.of(Queues.ofPool(pool), Queues.lane(pool, workspaceId));
    Map<String, QueueList.Row> known = recently();
    if (!known.isEmpty() && queues.stream().allMatch(queue -> row(known, queue).all() == 0)) {
      return queues.stream().map(queue -> counts(queue, row(known, queue), Map.of())).toList();
    }
    return with(session -> {
      List<QueueCounts> counts = new ArrayList<>();
      for (SimpleString queue : queues) {
        counts.add(now(session, queue, known));
      }
      return counts;
    });
  }

  /** What was taken is asked last: what is taken meanwhile was seen to wait, or is among it. */
  private QueueCounts now(
      ClientSession session, SimpleString queue, Map<String, QueueList.Row> known)
      throws ActiveMQException {
    QueueList.Row before = known.isEmpty() ? untold(session, queue) : row(known, queue);
    if (before.all() == 0) {
      return counts(queue, before, Map.of());
    }
    Map<Integer, Duration> waiting = Ages.of(session, queue);
    long taken = known.isEmpty() ? UNKNOWN : taken(session, queue);
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

  private long taken(ClientSession session, SimpleString queue) throws ActiveMQException {
    Optional<Long> taken = QueueList.taken(session, queue);
    if (taken.isEmpty()) {
      recent = Recent.now(Map.of());
    }
    return taken.orElse(UNKNOWN);
  }

  /** By name; none if the broker does not tell us. */
  private Map<String, QueueList.Row> recently() {
    Recent last = recent;
    if (last == null || last.over()) {
      last = Recent.now(with(session -> QueueList.all(session).orElse(Map.of())));
      recent = last;
    }
    return last.rows();
  }

  private static QueueList.Row row(Map<String, QueueList.Row> rows, SimpleString queue) {
    return rows.getOrDefault(queue.toString(), QueueList.Row.NONE);
  }

  /** Of those there are, commands in front, then tasks, then what was put aside. */
  private Map<SimpleString, QueueList.Row> rows(ClientSession session) throws ActiveMQException {
    Optional<Map<String, QueueList.Row>> told = QueueList.all(session);
    List<SimpleString> queues = new ArrayList<>();
    queues.add(Queues.COMMANDS);
    queues.addAll(lanes.queues(told.map(Map::keySet).orElse(Set.of()), pools.get()));
    queues.add(Queues.DEAD);
    Map<SimpleString, QueueList.Row> rows = new LinkedHashMap<>();
    for (SimpleString queue : queues) {
      rows.put(queue, told.isPresent() ? row(told.get(), queue) : untold(session, queue));
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
