package io.aiops.studio.host.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;

/**
 * What has arrived from a queue, in order. The broker pushes as fast as the window allows, and
 * whoever takes takes all there is: that is several times faster than asking for each message.
 */
final class Inbox implements AutoCloseable {

  private final ClientSession session;
  private final BlockingQueue<ClientMessage> arrived = new LinkedBlockingQueue<>();

  private Inbox(ClientSession session) {
    this.session = session;
  }

  static Inbox open(Broker broker, SimpleString queue) throws ActiveMQException {
    Inbox inbox = new Inbox(broker.transacted());
    try {
      Broker.declare(inbox.session, queue);
      inbox.session.createConsumer(queue).setMessageHandler(inbox.arrived::add);
      inbox.session.start();
      return inbox;
    } catch (ActiveMQException e) {
      inbox.close();
      throw e;
    }
  }

  ClientSession session() {
    return session;
  }

  /** What is there, at most so many; waits for the first. */
  List<ClientMessage> take(int most, long millis) throws InterruptedException {
    List<ClientMessage> messages = new ArrayList<>();
    ClientMessage first = arrived.poll(millis, TimeUnit.MILLISECONDS);
    if (first != null) {
      messages.add(first);
      arrived.drainTo(messages, most - 1);
    }
    return messages;
  }

  /** The messages taken are done with once the session commits. */
  static void done(List<ClientMessage> messages) throws ActiveMQException {
    // Acknowledges all that came before it too.
    messages.getLast().acknowledge();
  }

  /** Nothing was done: all that is not committed comes again, from the broker. */
  void rollback() throws ActiveMQException {
    session.stop();
    arrived.clear();
    session.rollback();
    session.start();
  }

  @Override
  public void close() throws ActiveMQException {
    session.close();
  }
}
