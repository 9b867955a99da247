package io.aiops.studio.host.messaging;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;

/** The task queue on an Artemis broker, in this process or elsewhere. */
public final class JmsTaskQueue implements TaskQueue {

  private static final int SENDERS = 8;
  private static final long SENDER_WAIT_MILLIS = 4_000;
  private static final int CALL_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 2_000;

  private final ActiveMQConnectionFactory factory;
  private final ActiveMQConnectionFactory oneByOne;
  private final Connection sending;
  private final Clock clock;
  private final BlockingDeque<Sender> senders = new LinkedBlockingDeque<>();
  private final List<Consumers> consumers = new ArrayList<>();

  /**
   * Connects.
   *
   * @param url of the broker: {@link EmbeddedBroker#URL}, {@code tcp://host:61616}
   * @throws UnavailableException if it cannot be reached
   */
  public JmsTaskQueue(String url, String user, String password, Clock clock) {
    this.clock = clock;
    this.factory = factory(url, user, password);
    // Tasks may take long: a worker must not hoard those that another is free to run.
    this.oneByOne = factory(url, user, password);
    this.oneByOne.setConsumerWindowSize(0);
    try {
      this.sending = factory.createConnection();
      sending.start();
      for (int i = 0; i < SENDERS; i++) {
        senders.add(new Sender(sending.createSession(true, Session.SESSION_TRANSACTED), clock));
      }
    } catch (JMSException e) {
      throw new UnavailableException("The broker at " + url + " cannot be reached", e);
    }
  }

  private static ActiveMQConnectionFactory factory(String url, String user, String password) {
    ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url, user, password);
    factory.setReconnectAttempts(-1);
    factory.setRetryInterval(200);
    factory.setCallTimeout(CALL_MILLIS);
    factory.setCallFailoverTimeout(CALL_MILLIS);
    factory.setBlockOnDurableSend(false);
    return factory;
  }

  @Override
  public void send(Command command) {
    Sender sender = take();
    try {
      sender.send(new Sends(List.of(), List.of(), List.of(command)));
      sender.session().commit();
      senders.addFirst(sender);
    } catch (JMSException e) {
      senders.addLast(renew(sender));
      throw new UnavailableException("The broker did not take the message; try again.", e);
    }
  }

  private Sender take() {
    try {
      Sender sender = senders.pollFirst(SENDER_WAIT_MILLIS, TimeUnit.MILLISECONDS);
      if (sender != null) {
        return sender;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new UnavailableException(
        "The broker is too slow to take the message; try again.",
        new IllegalStateException("no free sender"));
  }

  private Sender renew(Sender broken) {
    try {
      broken.session().close();
      return new Sender(sending.createSession(true, Session.SESSION_TRANSACTED), clock);
    } catch (JMSException e) {
      // Still away: keep the old one, its next use fails or works as the broker does.
      return broken;
    }
  }

  @Override
  public synchronized void serve(Engine engine) {
    consumers.add(CommandConsumer.start(connect(factory), engine, clock));
  }

  @Override
  public synchronized void serve(Worker worker, int concurrency) {
    consumers.add(TaskConsumer.start(connect(oneByOne), worker, concurrency, clock));
  }

  private static Connection connect(ActiveMQConnectionFactory factory) {
    try {
      Connection connection = factory.createConnection();
      connection.start();
      return connection;
    } catch (JMSException e) {
      throw new UnavailableException("The broker cannot be reached", e);
    }
  }

  @Override
  public Map<String, Long> depths() {
    Map<String, Long> depths = new LinkedHashMap<>();
    depths.put("commands", depth(Queues.COMMANDS));
    depths.put("tasks", depth(Queues.TASKS));
    depths.put("dead", depth(Queues.DEAD));
    return depths;
  }

  private long depth(String queue) {
    Object count = ask("queue." + queue, "messageCount");
    return count instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public void ping() {
    if (ask("broker", "started") instanceof Boolean started && started) {
      return;
    }
    throw new UnavailableException(
        "The broker is not started", new IllegalStateException("not started"));
  }

  private Object ask(String resource, String attribute) {
    try (Session session = sending.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      TemporaryQueue answers = session.createTemporaryQueue();
      Message question = session.createMessage();
      JMSManagementHelper.putAttribute(question, resource, attribute);
      question.setJMSReplyTo(answers);
      Object result;
      try (MessageConsumer consumer = session.createConsumer(answers)) {
        session.createProducer(new ActiveMQQueue("activemq.management")).send(question);
        Message answer = consumer.receive(ANSWER_MILLIS);
        if (answer == null) {
          throw new JMSException("no answer within " + ANSWER_MILLIS + " ms");
        }
        result = JMSManagementHelper.getResult(answer);
      } finally {
        // It would live as long as the connection.
        answers.delete();
      }
      return result == null ? "" : result;
    } catch (Exception e) {
      // The helper declares Exception.
      throw new UnavailableException("The broker does not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() {
    consumers.forEach(Consumers::close);
    try {
      sending.close();
    } catch (JMSException e) {
      throw new UnavailableException("The broker connection did not close", e);
    }
  }
}
