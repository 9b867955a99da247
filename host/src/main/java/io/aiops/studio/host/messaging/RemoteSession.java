package io.aiops.studio.host.messaging;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.FailoverEventType;
import org.apache.activemq.artemis.core.client.impl.ClientConsumerInternal;
import org.apache.activemq.artemis.core.client.impl.ClientMessageInternal;

/** A session over a connection, by the broker's own client. */
final class RemoteSession implements BrokerSession {

  /** Bytes of one task or so. */
  private static final int LEAST_WINDOW = 1_024;

  private final ClientSession session;
  private final ClientProducer producer;
  private final int window;

  /** What was taken, and nothing in its place yet, by the broker's number. */
  private final Map<Long, Taken> taken = new ConcurrentHashMap<>();

  /**
   * @param credit of the consumer, one at a time
   * @param bytes that were handed over
   */
  private record Taken(ClientConsumerInternal consumer, Object credit, int bytes) {}

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
        taken.clear();
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
        .setMessageHandler(message -> to.accept(delivery(message)));
    return 0;
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
    Object credit = new Object();
    consumer.setManualFlowMessageHandler(message -> {
      int bytes = ((ClientMessageInternal) message).getFlowControlSize();
      taken.put(message.getMessageID(), new Taken(consumer, credit, bytes));
      // While the body of a large one is read, the client asks for its next part.
      synchronized (credit) {
        to.accept(delivery(message));
      }
    });
    // On a session that has started, some may have come before there was a handler.
    consumer.start();
  }

  @Override
  public void more(Delivery gone) {
    Taken one = taken.remove(gone.message().getMessageID());
    if (one == null) {
      return;
    }
    try {
      synchronized (one.credit()) {
        one.consumer().flowControl(one.bytes(), false);
      }
    } catch (ActiveMQException e) {
      throw new IllegalStateException("The connection is not to be asked for more", e);
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
    ((ClientMessage) delivery.message()).individualAcknowledge();
  }

  @Override
  public void acknowledgeAll(Delivery last) throws ActiveMQException {
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
