package io.aiops.studio.host.messaging;

import java.nio.file.Path;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An Artemis of the studio's own: durable, reachable only from inside this process, so that it
 * needs no passwords and opens no port.
 */
public final class EmbeddedBroker implements AutoCloseable {

  /** The address clients in this process connect to. */
  public static final String URL = "vm://0";

  /**
   * The journal does not wait for others to share a sync with: the few who commit here bring whole
   * batches, and the thread that would time the wait spins (16 % of the processor time at a hundred
   * executions a second).
   */
  private static final int JOURNAL_BUFFER_NANOS = 0;

  private static final int REDELIVERY_MILLIS = 100;
  private static final int MOST_LATER = 50;
  private static final long MEMORY_BYTES = 128L * 1024 * 1024;

  private final EmbeddedActiveMQ server;

  private EmbeddedBroker(EmbeddedActiveMQ server) {
    this.server = server;
  }

  /** Starts it on the journal in {@code folder}. */
  public static EmbeddedBroker start(Path folder) {
    return start(folder, REDELIVERY_MILLIS);
  }

  /**
   * Starts it on the journal in {@code folder}.
   *
   * @param redeliveryMillis how soon a message that was not taken comes again; twice as late each
   *     time, up to fifty times
   */
  static EmbeddedBroker start(Path folder, int redeliveryMillis) {
    Configuration configuration =
        new ConfigurationImpl()
            .setName("studio")
            .setPersistenceEnabled(true)
            .setSecurityEnabled(false)
            .setJMXManagementEnabled(false)
            .setJournalType(JournalType.NIO)
            .setJournalBufferTimeout_NIO(JOURNAL_BUFFER_NANOS)
            .setJournalDatasync(true)
            .setJournalMinFiles(4)
            .setJournalDirectory(folder.resolve("journal").toString())
            .setBindingsDirectory(folder.resolve("bindings").toString())
            .setLargeMessagesDirectory(folder.resolve("large").toString())
            .setPagingDirectory(folder.resolve("paging").toString())
            .setGlobalMaxSize(MEMORY_BYTES)
            .setCriticalAnalyzer(false)
            .setMessageExpiryScanPeriod(-1)
            .setAcceptorConfigurations(
                Set.of(new TransportConfiguration(InVMAcceptorFactory.class.getName())))
            .addAddressSetting("#", settings(redeliveryMillis));
    EmbeddedActiveMQ server = new EmbeddedActiveMQ().setConfiguration(configuration);
    try {
      server.start();
    } catch (Exception e) {
      // The library declares Exception; there is nothing finer to catch.
      throw new IllegalStateException("The embedded Artemis in " + folder + " did not start", e);
    }
    return new EmbeddedBroker(server);
  }

  /** A transacted session without a connection. */
  BrokerSession session() throws ActiveMQException {
    return new InsideSession(server.getActiveMQServer());
  }

  /** Redelivery for ever: the engine itself puts aside what can never be handled. */
  private static AddressSettings settings(int redeliveryMillis) {
    return new AddressSettings()
        .setMaxDeliveryAttempts(-1)
        .setRedeliveryDelay(redeliveryMillis)
        .setRedeliveryMultiplier(2)
        .setMaxRedeliveryDelay(MOST_LATER * redeliveryMillis)
        .setDeadLetterAddress(Queues.DEAD)
        .setExpiryAddress(Queues.DEAD)
        .setDefaultAddressRoutingType(org.apache.activemq.artemis.api.core.RoutingType.ANYCAST)
        .setDefaultQueueRoutingType(org.apache.activemq.artemis.api.core.RoutingType.ANYCAST)
        .setAutoDeleteQueues(false)
        .setAutoDeleteAddresses(false);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      // The library declares Exception; there is nothing finer to catch.
      throw new IllegalStateException("The embedded Artemis did not stop", e);
    }
  }
}
