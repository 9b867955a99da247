package io.aiops.studio.host.messaging;

import io.aiops.studio.host.Closing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientRequestor;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real broker for each test, in a folder of its own, and the nodes that the test has on it; all
 * of them are closed after it.
 *
 * <pre>{@code
 * @RegisterExtension private final TestBroker broker = new TestBroker();
 * }</pre>
 */
public final class TestBroker implements BeforeEachCallback, AfterEachCallback {

  private final List<ArtemisTaskQueue> inside = new ArrayList<>();
  private final List<ArtemisTaskQueue> connected = new ArrayList<>();
  private Path folder;
  private EmbeddedBroker broker;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("studio-test-broker");
    broker = EmbeddedBroker.start(folder);
  }

  /** Where nobody is asked for the time. */
  public ArtemisTaskQueue node(boolean inside) {
    return node(inside, Clock.systemUTC());
  }

  /**
   * @param inside whether it is in the broker's process, and needs no connection
   */
  public ArtemisTaskQueue node(boolean inside, Clock clock) {
    ArtemisTaskQueue node =
        inside
            ? new ArtemisTaskQueue(broker, clock)
            : new ArtemisTaskQueue(EmbeddedBroker.URL, "", "", clock);
    (inside ? this.inside : connected).add(node);
    return node;
  }

  BrokerSession session() throws Exception {
    return broker.session();
  }

  /** The names of all queues it has, temporary ones too. */
  Set<String> queues() throws Exception {
    try (ServerLocator locator = ActiveMQClient.createServerLocator(EmbeddedBroker.URL);
        ClientSessionFactory factory = locator.createSessionFactory();
        ClientSession session = factory.createSession();
        ClientRequestor management = new ClientRequestor(session, "activemq.management")) {
      session.start();
      ClientMessage question = session.createMessage(false);
      ManagementHelper.putOperationInvocation(question, ResourceNames.BROKER, "getQueueNames");
      ClientMessage answer = management.request(question);
      Set<String> names = new TreeSet<>();
      for (Object name : (Object[]) ManagementHelper.getResult(answer)) {
        names.add(String.valueOf(name));
      }
      return names;
    }
  }

  /** Closes it and those in its process, and begins it anew with what it kept. */
  public void restart() {
    inside.forEach(ArtemisTaskQueue::close);
    broker.close();
    broker = EmbeddedBroker.start(folder);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    Closing.all(
        () -> Closing.all(connected.toArray(AutoCloseable[]::new)),
        () -> Closing.all(inside.toArray(AutoCloseable[]::new)),
        broker);
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
