package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.messaging.JmsOutsideQueue;
import io.aiops.studio.host.trigger.OutsideQueue.Receiver;
import io.aiops.studio.host.trigger.TriggerService.Definition;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A node that takes messages, and a program outside that sends them and is answered. */
abstract class QueueNodes extends TriggerNodes {

  protected static final Queue TRIGGERS = new ActiveMQQueue(JmsOutsideQueue.QUEUE);
  protected static final Queue DEAD = new ActiveMQQueue(JmsOutsideQueue.DEAD);

  protected final Caller ada = person(UUID.randomUUID());
  protected TriggerParts node;
  private Connection connection;
  protected Session session;

  @BeforeEach
  final void node() throws JMSException {
    node = node(ada, Clock.systemUTC(), e -> e);
    hub.listen(node.ends()::appended);
    save(ada.workspaceId(), "work", NOTHING);
    connection = new ActiveMQConnectionFactory(EmbeddedBroker.URL).createConnection();
    connection.start();
    session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    // A browser fails while the queue is being made by who puts the first one there.
    session.createConsumer(DEAD).close();
  }

  @AfterEach
  final void disconnect() throws JMSException {
    connection.close();
  }

  protected final String trigger() {
    return trigger("work");
  }

  protected final String trigger(String workflow) {
    return trigger(workflow, true);
  }

  protected final String trigger(String workflow, boolean enabled) {
    return node.service()
        .save(ada, workflow, new Definition(workflow, null, Map.of(), new Source.Queue(), enabled))
        .trigger()
        .id()
        .toString();
  }

  protected final OutsideQueue queue(Receiver receiver) {
    OutsideQueue queue = new JmsOutsideQueue(EmbeddedBroker.URL, "", "");
    queue.serve(receiver);
    return queue;
  }

  protected final void send(
      String body, @Nullable String trigger, @Nullable String id, @Nullable Queue replyTo)
      throws JMSException {
    TextMessage message = session.createTextMessage(body);
    if (trigger != null) {
      message.setStringProperty("studio_trigger", trigger);
    }
    if (id != null) {
      message.setStringProperty("studio_id", id);
    }
    message.setJMSCorrelationID("my-" + id);
    message.setJMSReplyTo(replyTo);
    session.createProducer(TRIGGERS).send(message);
  }

  protected final List<String> deadReasons() throws JMSException {
    try (QueueBrowser browser = session.createBrowser(DEAD)) {
      return Collections.list(browser.getEnumeration()).stream()
          .map(each -> property((Message) each, "studio_reason"))
          .toList();
    }
  }

  private static String property(Message message, String name) {
    try {
      return message.getStringProperty(name);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  protected static Map<String, @Nullable Object> outcome(Message answer, String correlation)
      throws JMSException {
    assertThat(answer).isNotNull();
    assertThat(answer.getJMSCorrelationID()).isEqualTo(correlation);
    return Json.parseMap(((TextMessage) answer).getText());
  }
}
