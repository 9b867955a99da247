package io.aiops.studio.host.messaging;

import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;

/**
 * A transacted session with a broker: what was sent and acknowledged counts once it commits. For
 * one thread at a time; deliveries come on a thread of the broker's.
 */
interface BrokerSession extends AutoCloseable {

  /** Makes sure that a queue is there. */
  void declare(SimpleString queue) throws ActiveMQException;

  void send(SimpleString queue, Letter letter) throws ActiveMQException;

  /** Whether the broker may live on when this process dies. */
  boolean outlives();

  /**
   * Hands over what comes, once the session is started; also on one that is. What was handed over
   * counts until {@link #more}: there is a bound of how many, and of how much, that is, and what
   * would be beyond it stays with the broker.
   *
   * @param ahead how many, of 8 KiB each; a connection has a bound of its own, 64 MiB
   */
  void consume(SimpleString queue, int ahead, Consumer<Delivery> to) throws ActiveMQException;

  /**
   * As {@link #consume}, but few: after these, one more is handed over for each {@link #more}.
   *
   * @param ahead how many come at first; over a connection as many as its window has room for
   * @param among over a connection, the window is shared among so many queues
   */
  void take(SimpleString queue, int ahead, int among, Consumer<Delivery> to)
      throws ActiveMQException;

  /** There is room for another in its place; on any thread, once. */
  void more(Delivery gone);

  void start() throws ActiveMQException;

  /** Nothing is handed over after this returns, until it is started. */
  void stop() throws ActiveMQException;

  /** That one is done with. */
  void acknowledge(Delivery delivery) throws ActiveMQException;

  /** That one is done with, and all that came before it. */
  void acknowledgeAll(Delivery last) throws ActiveMQException;

  /** Durable when this returns. */
  void commit() throws ActiveMQException;

  /** Nothing was sent or acknowledged; what was handed over comes again. */
  void rollback() throws ActiveMQException;

  /** Whether something came that was not handed over: it comes again once this one is closed. */
  boolean broken();

  boolean closed();

  @Override
  void close() throws ActiveMQException;
}
