package io.aiops.studio.host.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;

/**
 * What has arrived from a queue, in order. The broker pushes as fast as the window allows, and
 * whoever takes takes all there is: that is several times faster than asking for each message.
 */
final class Inbox implements AutoCloseable {

  private static final int AHEAD = 8_192;

  private final BrokerSession session;
  private final BlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();

  private long consumer;

  private Inbox(BrokerSession session) {
    this.session = session;
  }

  static Inbox open(Broker broker, SimpleString queue) throws ActiveMQException {
    Inbox inbox = new Inbox(broker.transacted());
    try {
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

  /** What is there, at most so many; waits for the first. */
  List<Delivery> take(int most, long millis) throws InterruptedException {
    List<Delivery> messages = new ArrayList<>();
    Delivery first = arrived.poll(millis, TimeUnit.MILLISECONDS);
    if (first != null) {
      messages.add(first);
      arrived.drainTo(messages, most - 1);
      session.more(consumer, messages.size());
    }
    return messages;
  }

  /** The messages taken are done with once the session commits. */
  void done(List<Delivery> messages) throws ActiveMQException {
    session.acknowledgeAll(messages.getLast());
  }

  /** Nothing was done: all that is not committed comes again, from the broker. */
  void rollback() throws ActiveMQException {
    session.stop();
    session.more(consumer, arrived.size());
    arrived.clear();
    session.rollback();
    session.start();
  }

  @Override
  public void close() throws ActiveMQException {
    session.close();
  }
}
