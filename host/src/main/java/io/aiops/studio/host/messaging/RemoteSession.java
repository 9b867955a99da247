package io.aiops.studio.host.messaging;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.FailoverEventType;
import org.apache.activemq.artemis.core.client.impl.ClientConsumerInternal;
import org.apache.activemq.artemis.core.client.impl.ClientLargeMessageImpl;
import org.apache.activemq.artemis.core.client.impl.ClientMessageInternal;

/** A session over a connection, by the broker's own client. */
final class RemoteSession implements BrokerSession {

  /** Bytes of one task or so. */
  private static final int LEAST_WINDOW = 1_024;

  private final ClientSession session;
  private final ClientProducer producer;
  private final int window;

  /** Of what came in pieces and waits here; what would be beyond it waits at the broker. */
  private static final int LARGE_KIB = 64 * 1_024;

  /** What was taken, and nothing in its place yet, by the broker's number. */
  private final Map<Long, Taken> taken = new ConcurrentHashMap<>();

  private final List<Credit> credits = new CopyOnWriteArrayList<>();
  private final Semaphore room = new Semaphore(LARGE_KIB);

  /** Something came that was not handed over: nothing after it may be acknowledged. */
  private volatile boolean broken;

  /**
   * @param credit of its consumer
   * @param bytes that were handed over, and not lent
   * @param kib of room
   */
  private record Taken(Credit credit, int bytes, int kib) {}

  /** How many bytes more the broker may hand over; one thread at a time. */
  private static final class Credit {
    private final ClientConsumerInternal consumer;
    private int lent;

    private Credit(ClientConsumerInternal consumer) {
      this.consumer = consumer;
    }

    private synchronized void give(int bytes) throws ActiveMQException {
      int paid = Math.min(lent, bytes);
      lent -= paid;
      consumer.flowControl(bytes - paid, false);
    }

    /**
     * What waits here may hold all there is, and then the pieces of a large one would not come: it
     * gets enough to be sent at once, and what is left of that is kept back from those that follow.
     */
    private synchronized Delivery large(ClientMessage message, int bytes) throws ActiveMQException {
      int enough = Math.max(bytes, consumer.getClientWindowSize());
      lent += enough - bytes;
      consumer.flowControl(enough, false);
      // While it is read, the client asks for the next piece.
      return delivery(message);
    }

    private synchronized void forget() {
      lent = 0;
    }
  }

  /**
   * @param window bytes that may come ahead
   */
  RemoteSession(ClientSession session, int window) throws ActiveMQException {
    this.session = session;
    this.window = window;
    this.producer = session.createProducer();
    // What is found again begins with its whole window.
    session.addFailoverListener(event -> {
      if (event == FailoverEventType.FAILURE_DETECTED) {
        taken
            .values()
            .removeIf(one -> {
              room.release(one.kib());
              return true;
            });
        credits.forEach(Credit::forget);
      }
    });
  }

  @Override
  public void declare(SimpleString queue) throws ActiveMQException {
    Broker.declare(session, queue);
  }

  @Override
  public boolean outlives() {
    return true;
  }

  @Override
  public void send(SimpleString queue, Letter letter) throws ActiveMQException {
    ClientMessage message = session.createMessage(Message.BYTES_TYPE, letter.durable());
    letter.into(message);
    producer.send(queue, message);
  }

  /** How much comes ahead is the connection's to say, in bytes. */
  @Override
  public long consume(SimpleString queue, int ahead, Consumer<Delivery> to)
      throws ActiveMQException {
    session
        .createConsumer(queue, null, window, -1, false)
        .setMessageHandler(message -> to.accept(unbroken(() -> delivery(message))));
    return 0;
  }

  private interface Reading {
    Delivery read() throws ActiveMQException;
  }

  /** The client only logs what is thrown here, and goes on with the next. */
  private Delivery unbroken(Reading reading) {
    try {
      return reading.read();
    } catch (ActiveMQException e) {
      broken = true;
      throw new IllegalStateException("A message cannot be read", e);
    } catch (RuntimeException | Error e) {
      broken = true;
      throw e;
    }
  }

  /** What comes in pieces has to be taken now: the client drops them once this thread is back. */
  private static Delivery delivery(ClientMessage message) {
    if (Delivery.large(message)) {
      Delivery.whole(message);
    }
    return new Delivery(0, message, message.getDeliveryCount());
  }

  @Override
  public void more(long consumer, int deliveries) {
    // The connection knows what it handed over.
  }

  /**
   * The client would ask for more before it hands a message over, and is told to leave that to us.
   */
  @Override
  public void take(SimpleString queue, int ahead, int among, Consumer<Delivery> to)
      throws ActiveMQException {
    ClientConsumerInternal consumer =
        (ClientConsumerInternal)
            session.createConsumer(queue, null, Math.max(LEAST_WINDOW, window / among), -1, false);
    Credit credit = new Credit(consumer);
    credits.add(credit);
    consumer.setManualFlowMessageHandler(
        message -> to.accept(unbroken(() -> take(credit, message))));
    // On a session that has started, some may have come before there was a handler.
    consumer.start();
  }

  private Delivery take(Credit credit, ClientMessage message) throws ActiveMQException {
    int bytes = ((ClientMessageInternal) message).getFlowControlSize();
    if (!Delivery.large(message)) {
      taken.put(message.getMessageID(), new Taken(credit, bytes, 0));
      return delivery(message);
    }
    int kib = enter((ClientLargeMessageImpl) message);
    taken.put(message.getMessageID(), new Taken(credit, 0, kib));
    return credit.large(message, bytes);
  }

  private int enter(ClientLargeMessageImpl message) {
    int kib = (int) Math.clamp(message.getLargeMessageSize() / 1_024, 1, LARGE_KIB);
    try {
      while (!room.tryAcquire(kib, 1, TimeUnit.SECONDS)) {
        if (session.isClosed()) {
          throw new IllegalStateException("The session ended before there was room");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted before there was room", e);
    }
    return kib;
  }

  @Override
  public void more(Delivery gone) {
    Taken one = taken.remove(gone.message().getMessageID());
    if (one == null) {
      return;
    }
    room.release(one.kib());
    try {
      one.credit().give(one.bytes());
    } catch (ActiveMQException e) {
      throw new IllegalStateException("The connection is not to be asked for more", e);
    }
  }

  @Override
  public boolean broken() {
    return broken;
  }

  private void requireUnbroken() throws ActiveMQException {
    if (broken) {
      throw new ActiveMQException("A message could not be read, and comes again");
    }
  }

  @Override
  public void start() throws ActiveMQException {
    session.start();
  }

  @Override
  public void stop() throws ActiveMQException {
    session.stop();
  }

  @Override
  public void acknowledge(Delivery delivery) throws ActiveMQException {
    requireUnbroken();
    ((ClientMessage) delivery.message()).individualAcknowledge();
  }

  @Override
  public void acknowledgeAll(Delivery last) throws ActiveMQException {
    requireUnbroken();
    ((ClientMessage) last.message()).acknowledge();
  }

  @Override
  public void commit() throws ActiveMQException {
    session.commit();
  }

  @Override
  public void rollback() throws ActiveMQException {
    session.rollback();
  }

  @Override
  public boolean closed() {
    return session.isClosed();
  }

  @Override
  public void close() throws ActiveMQException {
    session.close();
  }
}
