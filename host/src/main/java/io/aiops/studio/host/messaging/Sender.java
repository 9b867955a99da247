package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Delayed;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Clock;
import java.time.Duration;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;

/** Sends in a transacted session; whoever owns the session commits. One thread at a time. */
final class Sender {

  private final Session session;
  private final Clock clock;
  private final MessageProducer commands;
  private final MessageProducer tasks;

  Sender(Session session, Clock clock) throws JMSException {
    this.session = session;
    this.clock = clock;
    this.commands = producer(session, Queues.COMMANDS);
    this.tasks = producer(session, Queues.TASKS);
  }

  private static MessageProducer producer(Session session, String queue) throws JMSException {
    MessageProducer producer = session.createProducer(new ActiveMQQueue(queue));
    producer.setDeliveryMode(DeliveryMode.PERSISTENT);
    producer.setDisableMessageTimestamp(false);
    return producer;
  }

  Session session() {
    return session;
  }

  void send(Sends sends) throws JMSException {
    for (Task task : sends.tasks()) {
      tasks.send(Wire.write(session, task));
    }
    commands.setDeliveryDelay(0);
    for (Command command : sends.commands()) {
      commands.send(Wire.write(session, command));
    }
    for (Delayed delayed : sends.delayed()) {
      long millis = Duration.between(clock.instant(), delayed.due()).toMillis();
      commands.setDeliveryDelay(Math.max(0, millis));
      commands.send(Wire.write(session, delayed.command()));
    }
  }
}
