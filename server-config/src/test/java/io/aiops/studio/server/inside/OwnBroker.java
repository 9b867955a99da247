package io.aiops.studio.server.inside;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueRequestor;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import java.util.HashSet;
import java.util.Set;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The studio's own Artemis, reached past the studio: to count messages and to cut its clients. */
final class OwnBroker {

  private static final String URL = "vm://0";
  private static final Queue MANAGEMENT = new ActiveMQQueue("activemq.management");

  /** Messages that were ever put on the queue. */
  long added(String queue) {
    return number(queue, "messagesAdded");
  }

  /** Messages that are on it now, delayed ones too. */
  long depth(String queue) {
    return number(queue, "messageCount");
  }

  /** Cuts every connection that consumes tasks or commands, whatever it is at. */
  int dropConsumers() {
    Object listed =
        ask(message ->
            JMSManagementHelper.putOperationInvocation(
                message, "broker", "listAllConsumersAsJSON"));
    Set<String> connections = new HashSet<>();
    for (JsonNode consumer : new JsonMapper().readTree((String) listed)) {
      if (consumer.path("queueName").asString().startsWith("studio.")) {
        connections.add(consumer.get("connectionID").asString());
      }
    }
    for (String id : connections) {
      ask(message ->
          JMSManagementHelper.putOperationInvocation(
              message, "broker", "closeConnectionWithID", id));
    }
    return connections.size();
  }

  /** Of it and those below it; one that nothing was ever put on may not be there. */
  private long number(String queue, String attribute) {
    Object queues =
        ask(message -> JMSManagementHelper.putAttribute(message, "broker", "queueNames"));
    long sum = 0;
    for (Object name : (Object[]) queues) {
      if (name.equals(queue) || name.toString().startsWith(queue + ".")) {
        Object answer =
            ask(message -> JMSManagementHelper.putAttribute(message, "queue." + name, attribute));
        sum += ((Number) answer).longValue();
      }
    }
    return sum;
  }

  private interface Question {
    void put(Message message) throws Exception;
  }

  private static Object ask(Question question) {
    try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(URL);
        QueueConnection connection = factory.createQueueConnection();
        QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE)) {
      connection.start();
      Message message = session.createMessage();
      question.put(message);
      Message answer = new QueueRequestor(session, MANAGEMENT).request(message);
      if (!JMSManagementHelper.hasOperationSucceeded(answer)) {
        throw new AssertionError("The broker refused: " + JMSManagementHelper.getResult(answer));
      }
      Object result = JMSManagementHelper.getResult(answer);
      return result == null ? "" : result;
    } catch (JMSException e) {
      throw new AssertionError("The broker does not answer", e);
    } catch (Exception e) {
      // The helper declares Exception; there is nothing finer to catch.
      throw new AssertionError("The broker's answer cannot be read", e);
    }
  }
}
