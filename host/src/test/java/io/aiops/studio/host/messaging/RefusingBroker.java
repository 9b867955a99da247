package io.aiops.studio.host.messaging;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Interceptor;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionReceiveContinuationMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionSendMessage;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * A real broker, in memory, that refuses queues on demand, or tells nothing about them, or loses
 * pieces of messages, and counts what it is asked.
 */
public final class RefusingBroker implements AutoCloseable {

  private static final SimpleString MANAGEMENT = SimpleString.of("activemq.management");

  private static final int ANY = -1;

  private final EmbeddedActiveMQ embedded = new EmbeddedActiveMQ();
  private final ActiveMQServer server;
  private final AtomicLong packets = new AtomicLong();
  private final AtomicLong sessions = new AtomicLong();
  private final Set<SimpleString> refused = ConcurrentHashMap.newKeySet();
  private final CountDownLatch pass = new CountDownLatch(1);
  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile boolean silent;
  private volatile boolean refusesManagement;
  private volatile boolean refusesAnswers;
  private volatile HeldAnswer held;
  private volatile int stopsAfter = Integer.MAX_VALUE;
  private volatile long mostSessions = Long.MAX_VALUE;
  private final AtomicInteger made = new AtomicInteger();
  private volatile boolean losing;
  private final AtomicInteger lostPieces = new AtomicInteger();
  private final Queue<SimpleString> consumers = new ConcurrentLinkedQueue<>();

  public RefusingBroker() throws Exception {
    this(ANY);
  }

  /**
   * @param connections so many may be there at the same time
   */
  RefusingBroker(int connections) throws Exception {
    embedded.setConfiguration(
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setSecurityEnabled(false)
            .setJMXManagementEnabled(false)
            .addAcceptorConfiguration(
                new TransportConfiguration(
                    InVMAcceptorFactory.class.getName(),
                    Map.of(TransportConstants.CONNECTIONS_ALLOWED, connections))));
    embedded.start();
    server = embedded.getActiveMQServer();
    server.registerBrokerPlugin(new Refusing());
    server
        .getRemotingService()
        .addIncomingInterceptor(
            (Interceptor)
                (packet, connection) -> {
                  packets.incrementAndGet();
                  HeldAnswer answer = held;
                  if (answer != null) {
                    answer.came();
                  }
                  return !silent || !manages(packet);
                });
    server
        .getRemotingService()
        .addOutgoingInterceptor(
            (Interceptor)
                (packet, connection) -> {
                  HeldAnswer answer = held;
                  if (answer != null) {
                    answer.goes(packet);
                  }
                  return !loses(packet);
                });
  }

  private boolean loses(Packet packet) {
    boolean loses = losing && packet instanceof SessionReceiveContinuationMessage;
    if (loses) {
      lostPieces.incrementAndGet();
    }
    return loses;
  }

  private boolean manages(Packet packet) {
    boolean manages =
        packet instanceof SessionSendMessage send
            && send.getMessage().getAddress().equals(MANAGEMENT.toString());
    if (manages) {
      unanswered.incrementAndGet();
    }
    return manages;
  }

  private final class Refusing implements ActiveMQServerPlugin {
    @Override
    public void afterCreateSession(ServerSession session) throws ActiveMQException {
      if (sessions.incrementAndGet() > mostSessions) {
        throw new ActiveMQSecurityException("No session for you.");
      }
    }

    @Override
    public void beforeCreateConsumer(
        long id, QueueBinding queue, SimpleString filter, boolean browseOnly, boolean management)
        throws ActiveMQException {
      if (refusesAnswers && queue.getUniqueName().startsWith(MANAGEMENT)) {
        throw new ActiveMQSecurityException("No answers for you.");
      }
    }

    @Override
    public void afterCreateConsumer(ServerConsumer consumer) {
      if (!consumer.isBrowseOnly()) {
        losing = false;
        consumers.add(consumer.getQueueName());
      }
    }

    @Override
    public void beforeCreateQueue(QueueConfiguration queue) throws ActiveMQException {
      if (refused.contains(queue.getName())
          || refusesManagement && queue.getName().startsWith(MANAGEMENT)) {
        throw new ActiveMQSecurityException("No " + queue.getName() + " for you.");
      }
      if (queue.getName().toString().startsWith(Queues.POOLS)
          && made.incrementAndGet() > stopsAfter) {
        HeldAnswer.await(pass);
      }
    }
  }

  /**
   * @param inside whether it talks without a connection
   */
  public ArtemisTaskQueue queue(boolean inside) {
    return inside
        ? new ArtemisTaskQueue(() -> new InsideSession(server), Clock.systemUTC())
        : new ArtemisTaskQueue(EmbeddedBroker.URL, "", "", Clock.systemUTC());
  }

  BrokerSession session() throws ActiveMQException {
    return new InsideSession(server);
  }

  void make(List<SimpleString> queues) throws Exception {
    for (SimpleString queue : queues) {
      server.createQueue(Broker.queue(queue), true);
    }
  }

  void refuse(SimpleString queue) {
    refused.add(queue);
  }

  void refuseNothing() {
    refused.clear();
  }

  /** Whoever wants another session than the first ones is refused it. */
  void refuseSessionsAfter(long most) {
    mostSessions = most;
  }

  /** How many are open. */
  int connections() {
    return server.getRemotingService().getConnections().size();
  }

  /** Nobody has a queue for what the management would answer. */
  void refuseManagement() {
    refusesManagement = true;
  }

  /** Whoever has a queue for what the management would answer may not read it. */
  void refuseAnswers() {
    refusesAnswers = true;
  }

  HeldAnswer holdAnswer() {
    HeldAnswer answer = new HeldAnswer();
    held = answer;
    return answer;
  }

  /** How many queues there are whose name begins so. */
  long queues(SimpleString start) {
    return server
        .getPostOffice()
        .getAllBindings()
        .filter(binding -> binding.getUniqueName().startsWith(start))
        .count();
  }

  long messages(SimpleString queue) {
    return server.locateQueue(queue).getMessageCount();
  }

  /** From now on, who manages it gets no answer. */
  public void fallSilent() {
    silent = true;
  }

  /** What it sends in pieces over a connection does not come, until there is another consumer. */
  void losePieces() {
    losing = true;
  }

  int lostPieces() {
    return lostPieces.get();
  }

  /** How many there were of the queue since it began, those that looked only not counted. */
  long consumers(SimpleString queue) {
    return consumers.stream().filter(queue::equals).count();
  }

  /** Questions since. */
  int unanswered() {
    return unanswered.get();
  }

  /** Who wants more lanes than so many waits, until {@link #pass}. */
  void stopAfter(int lanes) {
    stopsAfter = lanes;
  }

  void pass() {
    pass.countDown();
  }

  boolean has(SimpleString queue) {
    return server.locateQueue(queue) != null;
  }

  /** What came over connections while that was done. */
  long packets(Runnable work) {
    long before = packets.get();
    work.run();
    return packets.get() - before;
  }

  /** How many sessions were opened while that was done. */
  long sessions(Runnable work) {
    long before = sessions.get();
    work.run();
    return sessions.get() - before;
  }

  /** Ends all connections; who had one may come again. */
  void cut() {
    for (RemotingConnection connection : server.getRemotingService().getConnections()) {
      connection.fail(new ActiveMQDisconnectedException("Cut by the test"));
    }
  }

  @Override
  public void close() throws Exception {
    pass();
    embedded.stop();
  }
}
