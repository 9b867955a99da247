package io.aiops.studio.cli.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.ClusterConnectionConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.HAPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStoreBackupPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStorePrimaryPolicyConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * One of the two brokers of a pair over one journal: who holds its lock serves, the other waits for
 * the lock. It does not give back: a change of brokers costs the nodes a moment.
 */
public final class BrokerMain {

  private static final Logger AUDIT = Logger.getLogger("org.apache.activemq.audit");
  private static final String USER = "studio";
  private static final String ROLE = "nodes";
  private static final int RETRY_MILLIS = 500;
  private static final long MEMORY_BYTES = 96L * 1024 * 1024;
  private static final SimpleString DEAD = SimpleString.of("studio.dead");

  private BrokerMain() {}

  /**
   * @param arguments {@code primary} or {@code backup}, its port, the other's port, the folder of
   *     the journal, the file with the password
   */
  public static void main(String[] arguments) throws Exception {
    // At INFO a line for each message.
    AUDIT.setLevel(Level.OFF);
    boolean primary = "primary".equals(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    int other = Integer.parseInt(arguments[2]);
    String password = password(Path.of(arguments[4]));
    SecurityConfiguration users = new SecurityConfiguration();
    users.addUser(USER, password);
    users.addRole(USER, ROLE);
    new EmbeddedActiveMQ()
        .setConfiguration(configuration(primary, port, other, Path.of(arguments[3]), password))
        .setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users))
        .start();
  }

  private static String password(Path file) throws IOException {
    return Files.readString(file).strip();
  }

  private static Configuration configuration(
      boolean primary, int port, int other, Path folder, String password) throws Exception {
    return new ConfigurationImpl()
        .setName(primary ? "broker" : "broker-backup")
        .setPersistenceEnabled(true)
        .setSecurityEnabled(true)
        .setJMXManagementEnabled(false)
        .setJournalType(JournalType.NIO)
        .setJournalBufferTimeout_NIO(0)
        .setJournalDatasync(true)
        .setJournalMinFiles(4)
        .setJournalDirectory(folder.resolve("journal").toString())
        .setBindingsDirectory(folder.resolve("bindings").toString())
        .setLargeMessagesDirectory(folder.resolve("large").toString())
        .setPagingDirectory(folder.resolve("paging").toString())
        .setNodeManagerLockDirectory(folder.resolve("lock").toString())
        .setGlobalMaxSize(MEMORY_BYTES)
        .setCriticalAnalyzer(false)
        .setMessageExpiryScanPeriod(-1)
        .setHAPolicyConfiguration(policy(primary))
        .setClusterUser(USER + "-pair")
        .setClusterPassword(password)
        .setAcceptorConfigurations(
            Set.of(transport(NettyAcceptorFactory.class.getName(), "self", port)))
        .addConnectorConfiguration(
            "self", transport(NettyConnectorFactory.class.getName(), "self", port))
        .addConnectorConfiguration(
            "other", transport(NettyConnectorFactory.class.getName(), "other", other))
        .addClusterConfiguration(
            new ClusterConnectionConfiguration()
                .setName("pair")
                .setConnectorName("self")
                .setStaticConnectors(List.of("other"))
                .setRetryInterval(RETRY_MILLIS))
        .putSecurityRoles(
            "#", Set.of(new Role(ROLE, true, true, true, true, true, true, true, true, true, true)))
        .addAddressSetting("#", settings());
  }

  private static HAPolicyConfiguration policy(boolean primary) {
    return primary
        ? new SharedStorePrimaryPolicyConfiguration().setFailoverOnServerShutdown(true)
        : new SharedStoreBackupPolicyConfiguration()
            .setFailoverOnServerShutdown(true)
            .setAllowFailBack(false);
  }

  private static TransportConfiguration transport(String factory, String name, int port) {
    return new TransportConfiguration(
        factory, java.util.Map.of("host", "127.0.0.1", "port", Integer.toString(port)), name);
  }

  /** As in a studio's embedded broker: again for ever, the engine puts aside what never works. */
  private static AddressSettings settings() {
    return new AddressSettings()
        .setMaxDeliveryAttempts(-1)
        .setRedeliveryDelay(100)
        .setRedeliveryMultiplier(2)
        .setMaxRedeliveryDelay(5_000)
        .setDeadLetterAddress(DEAD)
        .setExpiryAddress(DEAD)
        .setDefaultAddressRoutingType(RoutingType.ANYCAST)
        .setDefaultQueueRoutingType(RoutingType.ANYCAST)
        .setAutoDeleteQueues(false)
        .setAutoDeleteAddresses(false);
  }
}
