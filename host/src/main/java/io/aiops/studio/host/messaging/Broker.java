package io.aiops.studio.host.messaging;

import io.aiops.studio.host.problem.UnavailableException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQQueueExistsException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an Artemis broker through its own client, of which the Jakarta Messaging client
 * is a layer: see the module's README for what that layer costs. With the broker of this process,
 * whatever is on the way of a step talks without a connection.
 */
final class Broker implements AutoCloseable {

  private static final int CALL_MILLIS = 5_000;
  private static final int RETRY_MILLIS = 200;

  /** Opens sessions with the broker of this process. */
  @FunctionalInterface
  interface Sessions {
    BrokerSession open() throws ActiveMQException;
  }

  /** Commands of an execution go to one consumer; so many groups are told apart. */
  private static final int GROUP_BUCKETS = 4_096;

  private final String user;
  private final String password;
  private final ServerLocator locator;
  private final ClientSessionFactory factory;
  private final @Nullable Sessions inside;

  Broker(String url, String user, String password, int window) {
    this(url, user, password, null, window);
  }

  /**
   * @param inside if it is that of this process
   * @param window bytes a consumer takes ahead
   * @throws UnavailableException if it cannot be reached
   */
  Broker(String url, String user, String password, @Nullable Sessions inside, int window) {
    this.inside = inside;
    this.user = user;
    this.password = password;
    ServerLocator made = null;
    try {
      made = ActiveMQClient.createServerLocator(url);
      this.locator = made;
      locator.setReconnectAttempts(-1);
      locator.setRetryInterval(RETRY_MILLIS);
      locator.setCallTimeout(CALL_MILLIS);
      locator.setCallFailoverTimeout(CALL_MILLIS);
      locator.setBlockOnDurableSend(false);
      locator.setBlockOnAcknowledge(false);
      locator.setConsumerWindowSize(window);
      this.factory = locator.createSessionFactory();
    } catch (Exception e) {
      // The library declares Exception; there is nothing finer to catch.
      if (made != null) {
        made.close();
      }
      throw new UnavailableException("The broker at " + url + " cannot be reached", e);
    }
  }

  /** A session whose sends and acknowledgements count once it commits. */
  BrokerSession transacted() throws ActiveMQException {
    return inside == null
        ? new RemoteSession(open(false), locator.getConsumerWindowSize())
        : inside.open();
  }

  /**
   * Its sessions go on by themselves when the connection is back, or at the backup. There, what was
   * on its way may be given to others, and comes as if for the first time.
   *
   * @param told when it is lost, and when it is back
   */
  void whenLost(Runnable told) {
    factory.addFailoverListener(event -> told.run());
  }

  /** A session for questions. */
  ClientSession plain() throws ActiveMQException {
    return open(true);
  }

  private ClientSession open(boolean autoCommit) throws ActiveMQException {
    return factory.createSession(
        user.isEmpty() ? null : user,
        password.isEmpty() ? null : password,
        false,
        autoCommit,
        autoCommit,
        false,
        0);
  }

  /** Makes sure that a queue is there. */
  static void declare(ClientSession session, SimpleString queue) throws ActiveMQException {
    if (session.queueQuery(queue).isExists()) {
      return;
    }
    try {
      session.createQueue(queue(queue));
    } catch (ActiveMQQueueExistsException e) {
      // Another node was faster: what is wanted is there.
      session.queueQuery(queue);
    }
  }

  /** What all our queues are like. */
  static QueueConfiguration queue(SimpleString name) {
    return QueueConfiguration.of(name)
        .setAddress(name)
        .setRoutingType(RoutingType.ANYCAST)
        .setDurable(true)
        .setGroupBuckets(GROUP_BUCKETS)
        .setGroupRebalance(true);
  }

  @Override
  public void close() {
    factory.close();
    locator.close();
  }
}
