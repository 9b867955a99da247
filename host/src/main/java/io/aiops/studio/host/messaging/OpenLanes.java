package io.aiops.studio.host.messaging;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queues from which a session takes tasks: a few more at a time, so that what comes from those
 * that are open does not wait for a thousand others. One that the broker refuses is tried again by
 * itself, later and later, and the others go on. For one thread.
 */
final class OpenLanes {

  private static final Logger LOG = LoggerFactory.getLogger(OpenLanes.class);
  private static final int AT_ONCE = 32;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** Of one lane; the fewer, the sooner one of higher priority and one of another lane begin. */
  private static final int AT_THE_DOOR = 1;

  /** What is wrong with the session, and not with a queue of it. */
  private static final Set<ActiveMQExceptionType> OF_THE_SESSION =
      Set.of(
          ActiveMQExceptionType.CONNECTION_TIMEDOUT,
          ActiveMQExceptionType.NOT_CONNECTED,
          ActiveMQExceptionType.DISCONNECTED,
          ActiveMQExceptionType.REMOTE_DISCONNECT,
          ActiveMQExceptionType.UNBLOCKED,
          ActiveMQExceptionType.OBJECT_CLOSED,
          ActiveMQExceptionType.SHUTDOWN_ERROR);

  /**
   * A queue to be opened.
   *
   * @param pause since it was refused last; zero if it was not
   * @param at the earliest, of {@link System#nanoTime}
   */
  private record Try(SimpleString queue, Duration pause, long at) {}

  private final BrokerSession session;
  private final Set<String> pools;
  private final Lanes lanes;
  private final Consumer<Delivery> to;
  private final Set<UUID> known = new HashSet<>();
  private final Queue<Try> due = new ArrayDeque<>();
  private final Queue<Try> refused = new PriorityQueue<>((a, b) -> Long.signum(a.at() - b.at()));

  OpenLanes(BrokerSession session, Set<String> pools, Lanes lanes, Consumer<Delivery> to) {
    this.session = session;
    this.pools = pools;
    this.lanes = lanes;
    this.to = to;
    pools.forEach(pool -> due.add(new Try(Queues.ofPool(pool), Duration.ZERO, 0)));
  }

  /**
   * Opens some of those that are not.
   *
   * @param now of {@link System#nanoTime}
   * @return whether there are more to be opened at once
   * @throws ActiveMQException if the session is to be given up
   */
  boolean openMore(long now) throws ActiveMQException {
    if (known.size() < lanes.size()) {
      for (UUID workspace : lanes.workspaces()) {
        if (known.add(workspace)) {
          pools.forEach(pool -> due.add(new Try(Queues.lane(pool, workspace), Duration.ZERO, now)));
        }
      }
    }
    for (Try next = refused.peek(); next != null && next.at() - now <= 0; next = refused.peek()) {
      due.add(refused.remove());
    }
    for (int i = 0; i < AT_ONCE && !due.isEmpty(); i++) {
      open(due.remove(), now);
    }
    return !due.isEmpty();
  }

  private void open(Try one, long now) throws ActiveMQException {
    // A node that is busy must not take from each workspace what another is free to run.
    int among = Math.max(1, lanes.size() * pools.size());
    try {
      session.declare(one.queue());
      session.take(one.queue(), AT_THE_DOOR, among, to);
      if (!one.pause().isZero()) {
        LOG.info("Tasks are taken from {} again", one.queue());
      }
    } catch (ActiveMQException e) {
      if (session.closed() || ofTheSession(e)) {
        throw e;
      }
      Duration pause = longer(one.pause());
      refused.add(new Try(one.queue(), pause, now + pause.toNanos()));
      LOG.warn(
          "No tasks can be taken from {}: {} They wait there; tried again in {} s.",
          one.queue(),
          e.getMessage(),
          pause.toSeconds());
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** Whether the session failed, and not what it was asked for. */
  static boolean ofTheSession(ActiveMQException e) {
    return OF_THE_SESSION.contains(e.getType());
  }
}
