package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Delayed;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;

/** Sends in a transacted session; whoever owns the session commits. One thread at a time. */
final class Sender {

  private final ClientSession session;
  private final Clock clock;
  private final ClientProducer producer;
  private final Set<String> pools = new HashSet<>();

  Sender(ClientSession session, Clock clock) throws ActiveMQException {
    this.session = session;
    this.clock = clock;
    this.producer = session.createProducer();
    Broker.declare(session, Queues.COMMANDS);
    Broker.declare(session, Queues.TASKS);
    Broker.declare(session, Queues.DEAD);
  }

  void send(Sends sends) throws ActiveMQException {
    for (Task task : sends.tasks()) {
      SimpleString queue = Queues.ofPool(task.pool());
      if (pools.add(task.pool())) {
        Broker.declare(session, queue);
      }
      producer.send(queue, Wire.write(session, task));
    }
    for (Command command : sends.commands()) {
      send(command);
    }
    for (Delayed delayed : sends.delayed()) {
      ClientMessage message = Wire.write(session, delayed.command());
      Instant due = delayed.due();
      if (due.isAfter(clock.instant())) {
        message.putLongProperty(Message.HDR_SCHEDULED_DELIVERY_TIME, due.toEpochMilli());
      }
      producer.send(Queues.COMMANDS, message);
    }
  }

  void send(Command command) throws ActiveMQException {
    producer.send(Queues.COMMANDS, Wire.write(session, command));
  }

  /** Puts a message that cannot be handled where people find it. */
  void putAside(ClientMessage message) throws ActiveMQException {
    producer.send(Queues.DEAD, message);
  }
}
