package io.aiops.studio.host.messaging;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionQueueQueryResponseMessage;

/** The answer to the next question about a queue, which comes after whoever asked has sent more. */
final class HeldAnswer {

  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /** A packet came: the first one is the question. */
  void came() {
    if (asked.incrementAndGet() > 1) {
      released.countDown();
    }
  }

  /** One is about to be sent. */
  void goes(Packet packet) {
    if (packet instanceof SessionQueueQueryResponseMessage) {
      reached.countDown();
      await(released);
    }
  }

  /** Until it is known what it says. */
  void awaitReached() {
    await(reached);
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
