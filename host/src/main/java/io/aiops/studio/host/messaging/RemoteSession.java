package io.aiops.studio.host.messaging;

import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;

/** A session over a connection, by the broker's own client. */
final class RemoteSession implements BrokerSession {

  /** Bytes of one task or so. */
  private static final int LEAST_WINDOW = 1_024;

  private final ClientSession session;
  private final ClientProducer producer;
  private final int window;

  /**
   * @param window bytes that may come ahead
   */
  RemoteSession(ClientSession session, int window) throws ActiveMQException {
    this.session = session;
    this.window = window;
    this.producer = session.createProducer();
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
  public long consume(SimpleString queue, int ahead, int among, Consumer<Delivery> to)
      throws ActiveMQException {
    session
        .createConsumer(queue, null, Math.max(LEAST_WINDOW, window / among), -1, false)
        .setMessageHandler(
            message -> to.accept(new Delivery(0, message, message.getDeliveryCount())));
    return 0;
  }

  @Override
  public void more(long consumer, int deliveries) {
    // The connection knows what was acknowledged.
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
