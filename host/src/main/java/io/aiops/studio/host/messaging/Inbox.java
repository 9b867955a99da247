package io.aiops.studio.host.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;

/**
 * What has arrived for the engine, in order. The broker pushes as fast as the window allows, and
 * whoever takes takes all there is: that is several times faster than asking for each message.
 */
final class Inbox implements AutoCloseable {

  private static final int AHEAD = 8_192;

  private final BrokerSession session;
  private final BlockingQueue<Arrival> arrived;

  private long consumer;

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
      inbox.forget();
      inbox.session.declare(queue);
      inbox.consumer = inbox.session.consume(queue, AHEAD, inbox.arrived::add);
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
      more(taken);
    }
    return taken;
  }

  private void more(List<Arrival> taken) {
    try {
      session.more(consumer, (int) taken.stream().filter(Delivery.class::isInstance).count());
    } catch (RuntimeException e) {
      // Messages come again when the session is gone; what was told would not.
      taken.forEach(arrival -> {
        if (arrival instanceof Told told) {
          told.done().accept(false);
        }
      });
      throw e;
    }
  }

  /** The messages taken are done with once the session commits. */
  void done(List<Delivery> messages) throws ActiveMQException {
    if (!messages.isEmpty()) {
      session.acknowledgeAll(messages.getLast());
    }
  }

  /** Nothing was done: all that is not committed comes again, from the broker. */
  void rollback() throws ActiveMQException {
    session.stop();
    session.more(consumer, forget());
    session.rollback();
    session.start();
  }

  /** Drops the broker's messages, and says how many; what was told stays in its place. */
  private int forget() {
    int[] forgotten = {0};
    arrived.removeIf(arrival -> {
      boolean message = arrival instanceof Delivery;
      forgotten[0] += message ? 1 : 0;
      return message;
    });
    return forgotten[0];
  }

  @Override
  public void close() throws ActiveMQException {
    session.close();
  }
}
