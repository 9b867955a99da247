package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Lane;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Delayed;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends in a transacted session; whoever owns the session commits. One thread at a time. Where the
 * broker refuses a workspace its lane, its tasks go the way of those who have none, and the others
 * have theirs.
 */
final class Sender {

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final BrokerSession session;
  private final Clock clock;
  private final Lanes lanes;
  private final Map<Lane, SimpleString> queues = new HashMap<>();
  private final Map<Lane, Long> refused = new HashMap<>();

  /**
   * @param lanes is told whose tasks are sent
   */
  Sender(BrokerSession session, Clock clock, Lanes lanes) throws ActiveMQException {
    this.session = session;
    this.clock = clock;
    this.lanes = lanes;
    session.declare(Queues.COMMANDS);
    session.declare(Queues.TASKS);
    session.declare(Queues.DEAD);
  }

  void send(Sends sends) throws ActiveMQException {
    for (Task task : sends.tasks()) {
      Letter letter = Wire.write(task);
      // An engine that begins together with its broker sends again what is not done.
      session.send(lane(task), session.outlives() ? letter : letter.fleeting());
    }
    for (Command command : sends.commands()) {
      send(command);
    }
    for (Delayed delayed : sends.delayed()) {
      Letter letter = Wire.write(delayed.command());
      Duration left = Duration.between(clock.instant(), delayed.due());
      session.send(Queues.COMMANDS, left.isPositive() ? letter.at(in(left)) : letter);
    }
  }

  /**
   * The broker goes by the system's clock, whichever ours is, in whole milliseconds. Rounded up:
   * what comes before its time is not looked at again until it is missed.
   */
  private static long in(Duration left) {
    return Instant.now().plus(left).plusNanos(999_999).toEpochMilli();
  }

  private SimpleString lane(Task task) throws ActiveMQException {
    Lane lane = new Lane(task.pool(), task.workspaceId());
    SimpleString queue = queues.get(lane);
    return queue == null ? opened(lane) : queue;
  }

  private SimpleString opened(Lane lane) throws ActiveMQException {
    lanes.use(lane);
    SimpleString queue = Queues.lane(lane.pool(), lane.workspaceId());
    SimpleString shared = Queues.ofPool(lane.pool());
    Long before = refused.get(lane);
    if (before != null && System.nanoTime() - before < AGAIN.toNanos()) {
      return shared;
    }
    try {
      session.declare(queue);
    } catch (ActiveMQException e) {
      if (session.closed() || OpenLanes.ofTheSession(e)) {
        throw e;
      }
      LOG.warn(
          "Tasks cannot be sent to {}: {} They go to {}, first come, first served; tried again in"
              + " {} s.",
          queue,
          e.getMessage(),
          shared,
          AGAIN.toSeconds());
      session.declare(shared);
      refused.put(lane, System.nanoTime());
      return shared;
    }
    refused.remove(lane);
    queues.put(lane, queue);
    lanes.know(Set.of(lane.workspaceId()));
    return queue;
  }

  void send(Command command) throws ActiveMQException {
    session.send(Queues.COMMANDS, Wire.write(command));
  }

  /** Not durable. */
  void post(Command command) throws ActiveMQException {
    session.send(Queues.COMMANDS, Wire.write(command).fleeting());
  }

  /** Puts a message that cannot be handled where people find it. */
  void putAside(Delivery message) throws ActiveMQException {
    session.send(Queues.DEAD, message.letter());
  }
}
