package io.aiops.studio.host.messaging;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.FailoverEventListener;
import org.apache.activemq.artemis.api.core.client.FailoverEventType;
import org.apache.activemq.artemis.core.client.impl.ClientConsumerInternal;
import org.apache.activemq.artemis.core.client.impl.ClientLargeMessageImpl;
import org.apache.activemq.artemis.core.client.impl.ClientMessageInternal;

/** A session over a connection, by the broker's own client. */
final class RemoteSession implements BrokerSession {

  /** Bytes of one task or so. */
  private static final int LEAST_WINDOW = 1_024;

  /** Of what waits here: of all that is consumed, and of what is taken and came in pieces. */
  private static final int MOST_KIB = 64 * 1_024;

  private final ClientSession session;
  private final ClientProducer producer;
  private final int window;

  /** What was taken, and nothing in its place yet, by the broker's number. */
  private final Map<Long, Taken> taken = new ConcurrentHashMap<>();

  private final List<Credit> credits = new CopyOnWriteArrayList<>();
  private final Room room = new Room(MOST_KIB);

  /** Something came that was not handed over: nothing after it may be acknowledged. */
  private volatile boolean broken;

  private volatile boolean closing;

  /** The connection's: it does not go with the session. */
  private final FailoverEventListener found = this::found;

  /**
   * @param credit of its consumer
   * @param bytes of it that its consumer was handed; 0 if it came in pieces
   * @param kib of room
   */
  private record Taken(Credit credit, int bytes, int kib) {}

  /**
   * @param window bytes that may come ahead
   */
  RemoteSession(ClientSession session, int window) throws ActiveMQException {
    this.session = session;
    this.window = window;
    this.producer = session.createProducer();
    session.addFailoverListener(found);
  }

  /** What is found again begins with its whole window. */
  private void found(FailoverEventType event) {
    if (event == FailoverEventType.FAILURE_DETECTED) {
      // Whoever takes one out gives its room back, once: others settle theirs meanwhile.
      taken
          .keySet()
          .forEach(id -> {
            Taken one = taken.remove(id);
            if (one != null) {
              room.leave(one.kib());
            }
          });
      credits.forEach(Credit::forget);
    }
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

  /**
   * The client has told the broker that there is room for more before it hands a message over; as
   * long as it cannot hand that one over, it does so for no other.
   */
  @Override
  public void consume(SimpleString queue, int ahead, Consumer<Delivery> to)
      throws ActiveMQException {
    session
        .createConsumer(queue, null, window, -1, false)
        .setMessageHandler(message -> to.accept(unbroken(() -> consumed(message))));
  }

  private Delivery consumed(ClientMessage message) {
    int kib = kib(message);
    enter(kib);
    return delivery(message, kib);
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
  private static Delivery delivery(ClientMessage message, int weight) {
    if (Delivery.large(message)) {
      Delivery.whole(message);
    }
    return new Delivery(0, message, message.getDeliveryCount(), weight);
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

  /** Of a large one, what announced it is given back at once, and its pieces as they are read. */
  private Delivery take(Credit credit, ClientMessage message) throws ActiveMQException {
    int bytes = ((ClientMessageInternal) message).getFlowControlSize();
    if (Delivery.large(message)) {
      int kib = kib(message);
      enter(kib);
      taken.put(message.getMessageID(), new Taken(credit, 0, kib));
      return credit.lend(bytes, () -> delivery(message, 0));
    }
    credit.take(bytes);
    taken.put(message.getMessageID(), new Taken(credit, bytes, 0));
    return delivery(message, 0);
  }

  private static int kib(ClientMessage message) {
    long bytes =
        message instanceof ClientLargeMessageImpl large
            ? large.getLargeMessageSize()
            : ((ClientMessageInternal) message).getFlowControlSize();
    return Math.clamp(bytes / 1_024, 1, Integer.MAX_VALUE);
  }

  private void enter(int kib) {
    try {
      room.enter(kib);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted before there was room", e);
    }
    if (closing) {
      throw new IllegalStateException("The session ended before there was room");
    }
  }

  @Override
  public void more(Delivery gone) {
    if (gone.weight() > 0) {
      room.leave(gone.weight());
      return;
    }
    Taken one = taken.remove(gone.message().getMessageID());
    if (one == null) {
      return;
    }
    room.leave(one.kib());
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
    room.lower();
    session.start();
  }

  /** It waits for what is handed over just now, which must not wait for room. */
  @Override
  public void stop() throws ActiveMQException {
    room.lift();
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
    closing = true;
    room.lift();
    session.removeFailoverListener(found);
    session.close();
  }
}
