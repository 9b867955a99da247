package io.aiops.studio.host.messaging;

import io.aiops.studio.host.problem.Vital;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that consume from one connection until closed; each comes back after a broken session.
 */
final class Consumers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);
  private static final long PAUSE_MILLIS = 500;
  private static final long CLOSE_SECONDS = 10;

  /** Consumes on a session of its own until {@link #closing()} or an error. */
  @FunctionalInterface
  interface Loop {
    void run(Consumers consumers) throws ActiveMQException, InterruptedException;
  }

  private final Broker broker;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  Consumers(Broker broker) {
    this.broker = broker;
  }

  boolean closing() {
    return closing.getCount() == 0;
  }

  /** A session that needs no commit. */
  ClientSession open() throws ActiveMQException {
    return broker.plain();
  }

  /** Waits a moment, or less if closing: for when the other side is away. */
  void pause() {
    pause(PAUSE_MILLIS);
  }

  /** Waits so long, or less if closing. */
  void pause(long millis) {
    try {
      if (closing.await(millis, TimeUnit.MILLISECONDS)) {
        LOG.debug("closing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void start(String name, Loop loop) {
    threads.add(Thread.ofPlatform().name(name).daemon().start(() -> keepRunning(loop)));
  }

  private void keepRunning(Loop loop) {
    while (!closing()) {
      try {
        loop.run(this);
      } catch (ActiveMQException e) {
        if (!closing()) {
          LOG.warn("Lost the broker; trying again: {}", e.getMessage());
          pause();
        }
      } catch (InterruptedException e) {
        // Only whoever closes interrupts.
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException | Error e) {
        // A thread that ends here would be missed by nobody until the last one is gone. The
        // message was not committed: the broker brings it again, and buries it after its limit.
        Vital.failed("The handling of a message", e);
        pause();
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
      for (Thread thread : threads) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0 || !thread.join(java.time.Duration.ofMillis(left))) {
          LOG.warn("{} is still at work and is left; its message comes again", thread.getName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      broker.close();
    }
  }
}
