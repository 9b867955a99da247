package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import io.aiops.studio.host.taskqueue.TaskQueue.Worker;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;

/**
 * Runs tasks, one a thread. Taking the task and sending its outcome is one transacted session: a
 * task whose outcome was sent never comes again.
 */
final class TaskConsumer {

  private static final long RECEIVE_MILLIS = 500;

  private TaskConsumer() {}

  static Consumers start(Connection connection, Worker worker, int concurrency, Clock clock) {
    Consumers consumers = new Consumers(connection);
    for (int i = 1; i <= concurrency; i++) {
      consumers.start("studio-worker-" + i, self -> run(self, worker, clock));
    }
    return consumers;
  }

  private static void run(Consumers consumers, Worker worker, Clock clock) throws JMSException {
    Session session = consumers.connection().createSession(true, Session.SESSION_TRANSACTED);
    try {
      MessageConsumer consumer = session.createConsumer(new ActiveMQQueue(Queues.TASKS));
      Sender sender = new Sender(session, clock);
      while (!consumers.closing()) {
        Message message = consumer.receive(RECEIVE_MILLIS);
        if (message == null) {
          continue;
        }
        Optional<Command.Outcome> outcome =
            worker.run(Wire.task(message), message.getJMSRedelivered());
        if (outcome.isPresent()) {
          sender.send(new Sends(List.of(), List.of(), List.of(outcome.get())));
        }
        session.commit();
      }
    } finally {
      session.close();
    }
  }
}
