package io.aiops.studio.host.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;

/**
 * What has arrived for the engine, in order. The broker pushes as fast as the window allows, and
 * whoever takes takes all there is: that is several times faster than asking for each message. What
 * the engine has not done with is held here in memory, so its messages count until then.
 */
final class Inbox implements AutoCloseable {

  /** As messages of 8 KiB each: 64 MiB. */
  private static final int AHEAD = 8_192;

  private final BrokerSession session;
  private final BlockingQueue<Arrival> arrived;

  private Inbox(BrokerSession session, BlockingQueue<Arrival> arrived) {
    this.session = session;
    this.arrived = arrived;
  }

  /**
   * @param arrived where the broker's messages are put, among what others put there
   */
  static Inbox open(Broker broker, SimpleString queue, BlockingQueue<Arrival> arrived)
      throws ActiveMQException {
    Inbox inbox = new Inbox(broker.transacted(), arrived);
    try {
      // Those of a session that was lost come again.
      arrived.removeIf(Delivery.class::isInstance);
      inbox.session.declare(queue);
      inbox.session.consume(queue, AHEAD, inbox.arrived::add);
      inbox.session.start();
      return inbox;
    } catch (ActiveMQException e) {
      inbox.close();
      throw e;
    }
  }

  BrokerSession session() {
    return session;
  }

  /**
   * What is there, at most so many; waits for the first.
   *
   * @throws ActiveMQException if something came that could not be handed over
   */
  List<Arrival> take(int most, long millis) throws ActiveMQException, InterruptedException {
    if (session.broken()) {
      throw new ActiveMQException("The session is opened anew, since it could not hand over all");
    }
    List<Arrival> taken = new ArrayList<>();
    Arrival first = arrived.poll(millis, TimeUnit.MILLISECONDS);
    if (first != null) {
      taken.add(first);
      arrived.drainTo(taken, most - 1);
    }
    return taken;
  }

  /** The messages taken are done with, and what the session sent is sent. */
  void commit(List<Delivery> messages) throws ActiveMQException {
    acknowledge(messages);
    session.commit();
    messages.forEach(session::more);
  }

  private void acknowledge(List<Delivery> messages) throws ActiveMQException {
    if (!messages.isEmpty()) {
      session.acknowledgeAll(messages.getLast());
    }
  }

  /** As {@link #rollback}, and this delivery of the messages taken counts. */
  void failed(List<Delivery> messages) throws ActiveMQException {
    acknowledge(messages);
    rollback(messages);
  }

  /**
   * Nothing was done: all that is not committed comes again, from the broker. What was told stays
   * in its place.
   */
  void rollback(List<Delivery> messages) throws ActiveMQException {
    session.stop();
    messages.forEach(session::more);
    arrived.removeIf(arrival -> {
      if (arrival instanceof Delivery message) {
        session.more(message);
        return true;
      }
      return false;
    });
    session.rollback();
    session.start();
  }

  @Override
  public void close() throws ActiveMQException {
    session.close();
  }
}
