package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.host.trigger.OutsideQueue;
import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * A broker as a team may have it: with Artemis' own address settings, with users, and with a
 * program outside that is connected to it. It keeps nothing.
 */
final class OutsideBroker implements AutoCloseable {

  private static final String URL = "vm://9";
  private static final String PASSWORD = "secret";

  /** May do all with {@code studio.#} and {@code allowed.#}, and nothing else. */
  private static final String STUDIO = "studio";

  /** May do all. */
  private static final String TEAM = "team";

  private final EmbeddedActiveMQ server;
  private final Connection connection;
  final Session session;

  /**
   * @param settings of those addresses that have some of their own
   */
  OutsideBroker(Map<String, AddressSettings> settings) throws Exception {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration
        .setPersistenceEnabled(false)
        .setSecurityEnabled(true)
        .setJMXManagementEnabled(false)
        .setAcceptorConfigurations(
            Set.of(
                new TransportConfiguration(
                    InVMAcceptorFactory.class.getName(), Map.of("serverId", "9"))))
        .putSecurityRoles("#", Set.of(all(TEAM)))
        .putSecurityRoles("studio.#", Set.of(all(TEAM), all(STUDIO)))
        .putSecurityRoles("allowed.#", Set.of(all(TEAM), all(STUDIO)));
    settings.forEach(configuration::addAddressSetting);
    SecurityConfiguration users = new SecurityConfiguration();
    for (String user : List.of(TEAM, STUDIO)) {
      users.addUser(user, PASSWORD);
      users.addRole(user, user);
    }
    server =
        new EmbeddedActiveMQ()
            .setConfiguration(configuration)
            .setSecurityManager(
                new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users))
            .start();
    connection = new ActiveMQConnectionFactory(URL, TEAM, PASSWORD).createConnection();
    connection.start();
    session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
  }

  private static Role all(String role) {
    return new Role(role, true, true, true, true, true, true, true, true, true, true);
  }

  void send(String queue, Message message) throws JMSException {
    session.createProducer(new ActiveMQQueue(queue)).send(message);
  }

  /** What lies on a queue. */
  List<Message> on(String queue) throws JMSException {
    try (QueueBrowser browser = session.createBrowser(new ActiveMQQueue(queue))) {
      return Collections.list(browser.getEnumeration()).stream()
          .map(each -> (Message) each)
          .toList();
    }
  }

  /** One that names a trigger. */
  TextMessage message() throws JMSException {
    TextMessage message = session.createTextMessage("{}");
    message.setStringProperty("studio_trigger", "t");
    return message;
  }

  /** What became of the only message there was: it lies among the dead letters. */
  Message onlyDeadLetter() throws JMSException {
    await()
        .atMost(Duration.ofSeconds(30))
        // Nobody has put one there yet.
        .ignoreExceptionsInstanceOf(InvalidDestinationException.class)
        .untilAsserted(() -> assertThat(on(JmsOutsideQueue.DEAD)).hasSize(1));
    assertThat(on(JmsOutsideQueue.QUEUE)).isEmpty();
    return on(JmsOutsideQueue.DEAD).getFirst();
  }

  /** The studio's side, as its user. */
  static OutsideQueue studio() {
    return new JmsOutsideQueue(URL, STUDIO, PASSWORD);
  }

  @Override
  public void close() throws Exception {
    connection.close();
    server.stop();
  }
}
