package io.aiops.studio.host.messaging;

import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.core.client.impl.ClientConsumerInternal;

/**
 * How many bytes more the broker may hand over to a consumer, over a connection. The client adds
 * them up and tells the broker once they are half of the window.
 */
final class Credit {

  private final ClientConsumerInternal consumer;

  /** Of what was handed over, and nothing in its place yet. */
  private int waiting;

  /** Of these, the broker was given as many anew: they are kept back as what waits goes. */
  private int lent;

  Credit(ClientConsumerInternal consumer) {
    this.consumer = consumer;
  }

  synchronized void take(int bytes) {
    waiting += bytes;
  }

  synchronized void give(int bytes) throws ActiveMQException {
    int paid = Math.min(lent, bytes);
    lent -= paid;
    waiting = Math.max(0, waiting - bytes);
    consumer.flowControl(bytes - paid, false);
  }

  /**
   * What waits here may hold all there is, and then the pieces of a large one would not come: the
   * window is made whole again. What was lent before and still is counts, so that never more than
   * what waits is lent, however many large ones come.
   *
   * @param bytes of what announces the pieces
   * @param reading of the pieces: for each the client asks for the next, and adds up for one thread
   *     at a time
   */
  synchronized Delivery lend(int bytes, Supplier<Delivery> reading) throws ActiveMQException {
    int more = Math.max(0, waiting - lent);
    lent += more;
    consumer.flowControl(bytes + more, false);
    return reading.get();
  }

  /** The broker begins with the whole window. */
  synchronized void forget() {
    waiting = 0;
    lent = 0;
  }
}
