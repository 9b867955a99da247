package io.aiops.studio.host.messaging;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.spi.core.protocol.SessionCallback;
import org.apache.activemq.artemis.spi.core.remoting.ReadyListener;

/**
 * A session with the broker of this process, as one of its own protocols has it: a message is
 * neither encoded into a packet nor passed from thread to thread, which halves what a step costs.
 */
final class InsideSession implements BrokerSession {

  private static final long PATIENCE_MILLIS = 5_000;
  private static final int HEADROOM = 512;

  /** What one credit is good for: who asks for many is handed fewer if they are large. */
  private static final int CREDIT_BYTES = 8 * 1_024;

  private final ActiveMQServer server;
  private final ServerSession session;
  private final OperationContext context;
  private final Map<Long, Consumer<Delivery>> consumers = new ConcurrentHashMap<>();
  private long lastConsumer;

  /** What the broker does for us, within the session's context. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  InsideSession(ActiveMQServer server) throws ActiveMQException {
    this.server = server;
    this.context = server.newOperationContext();
    try {
      this.session =
          server.createSession(
              "studio-" + UUID.randomUUID(),
              null,
              null,
              Integer.MAX_VALUE,
              InsideConnection.of(server.getExecutorFactory().getExecutor()),
              false,
              false,
              false,
              false,
              null,
              new Deliveries(),
              false,
              context,
              new HashMap<>(),
              null,
              null,
              false);
    } catch (Exception e) {
      // The library declares Exception; there is nothing finer to catch.
      throw failure("did not open a session", e);
    }
  }

  private void within(String what, Work work) throws ActiveMQException {
    server.getStorageManager().setContext(context);
    try {
      work.run();
    } catch (Exception e) {
      // The library declares Exception; there is nothing finer to catch.
      throw failure(what, e);
    } finally {
      server.getStorageManager().clearContext();
    }
  }

  private static ActiveMQException failure(String what, Exception e) {
    if (e instanceof ActiveMQException known) {
      return known;
    }
    ActiveMQException failure =
        new ActiveMQException("The broker of this process " + what + ": " + e.getMessage());
    failure.initCause(e);
    return failure;
  }

  @Override
  public void declare(SimpleString queue) throws ActiveMQException {
    within(
        "did not make the queue " + queue,
        // Another session may be faster: what is wanted is there.
        () -> server.createQueue(Broker.queue(queue), true));
  }

  @Override
  public boolean outlives() {
    return false;
  }

  @Override
  public void send(SimpleString queue, Letter letter) throws ActiveMQException {
    CoreMessage message = new CoreMessage(0, HEADROOM + letter.body().length);
    message.setType(Message.BYTES_TYPE);
    message.setDurable(letter.durable());
    message.setTimestamp(System.currentTimeMillis());
    message.setAddress(queue);
    letter.into(message);
    // Direct: to a consumer that waits it goes from the thread that has it in the journal.
    within("did not take a message", () -> session.send(message, true, "studio"));
  }

  @Override
  public void consume(SimpleString queue, int ahead, Consumer<Delivery> to)
      throws ActiveMQException {
    long id = ++lastConsumer;
    consumers.put(id, to);
    within(
        "did not open the queue " + queue,
        () -> {
          session.createConsumer(id, queue, null, 0, false, false, 0);
          // On a session that has started, only what it is given afterwards has it deliver.
          session.receiveConsumerCredits(id, ahead);
        });
  }

  @Override
  public void take(SimpleString queue, int ahead, int among, Consumer<Delivery> to)
      throws ActiveMQException {
    consume(queue, ahead, to);
  }

  @Override
  public void more(Delivery gone) {
    try {
      session.receiveConsumerCredits(gone.consumer(), gone.weight());
    } catch (Exception e) {
      // The library declares Exception; there is nothing finer to catch.
      throw new IllegalStateException("The broker of this process is not to be asked for more", e);
    }
  }

  @Override
  public void start() {
    session.start();
  }

  @Override
  public void stop() {
    session.stop();
  }

  @Override
  public void acknowledge(Delivery delivery) throws ActiveMQException {
    within(
        "did not take an acknowledgement",
        () ->
            session.individualAcknowledge(delivery.consumer(), delivery.message().getMessageID()));
  }

  @Override
  public void acknowledgeAll(Delivery last) throws ActiveMQException {
    within(
        "did not take an acknowledgement",
        () -> session.acknowledge(last.consumer(), last.message().getMessageID()));
  }

  @Override
  public void commit() throws ActiveMQException {
    within("did not commit", session::commit);
    settled();
  }

  @Override
  public void rollback() throws ActiveMQException {
    within("did not roll back", () -> session.rollback(false));
    settled();
  }

  /** Waits until the journal has it. */
  private void settled() throws ActiveMQException {
    try {
      if (!context.waitCompletion(PATIENCE_MILLIS)) {
        throw new ActiveMQException(
            "The journal did not take a transaction within " + PATIENCE_MILLIS + " ms");
      }
    } catch (Exception e) {
      // The library declares Exception; there is nothing finer to catch.
      throw failure("lost its journal", e);
    }
  }

  @Override
  public boolean broken() {
    return false;
  }

  @Override
  public boolean closed() {
    return session.isClosed();
  }

  @Override
  public void close() throws ActiveMQException {
    within("did not close a session", () -> session.close(false));
  }

  /** What the broker calls to deliver, and what that costs: one credit, and more if it is large. */
  private final class Deliveries implements SessionCallback {

    @Override
    public int sendMessage(MessageReference reference, ServerConsumer consumer, int count) {
      ICoreMessage message = reference.getMessage().toCore();
      int weight = weight(message);
      Consumer<Delivery> to = consumers.get(consumer.getID());
      if (to != null) {
        to.accept(new Delivery(consumer.getID(), message, count, weight));
      }
      return weight;
    }

    /** A large one lies in a file of the broker's, and is in memory once it is read. */
    private int weight(ICoreMessage message) {
      try {
        long bytes =
            message.isLargeMessage() ? message.getPersistentSize() : message.getMemoryEstimate();
        return 1 + Math.clamp(bytes / CREDIT_BYTES, 0, Integer.MAX_VALUE - 1);
      } catch (ActiveMQException e) {
        throw new IllegalStateException("The broker of this process lost a message", e);
      }
    }

    @Override
    public boolean hasCredits(ServerConsumer consumer) {
      return true;
    }

    @Override
    public boolean isWritable(ReadyListener listener, Object protocolContext) {
      return true;
    }

    @Override
    public boolean updateDeliveryCountAfterCancel(
        ServerConsumer consumer, MessageReference reference, boolean failed) {
      return false;
    }

    @Override
    public int sendLargeMessage(
        MessageReference reference, ServerConsumer consumer, long bodySize, int count) {
      throw new IllegalStateException("A consumer without large messages got one");
    }

    @Override
    public int sendLargeMessageContinuation(
        ServerConsumer consumer, byte[] body, boolean continues, boolean requiresResponse) {
      throw new IllegalStateException("A consumer without large messages got one");
    }

    @Override
    public void afterDelivery() {}

    @Override
    public void sendProducerCreditsMessage(int credits, SimpleString address) {}

    @Override
    public void sendProducerCreditsFailMessage(int credits, SimpleString address) {}

    @Override
    public void closed() {}

    @Override
    public void disconnect(ServerConsumer consumer, String error) {}

    @Override
    public void browserFinished(ServerConsumer consumer) {}
  }
}
