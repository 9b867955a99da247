package io.aiops.studio.host.isolate;

import io.aiops.studio.host.isolate.Frame.Type;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a process that it shall give a sign of life, or end: on a thread of its own each time,
 * since a process that does not listen keeps whoever speaks to it.
 */
final class Signals {

  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

  private final ChildProcess process;

  /** One for a ping, one for the end, which must not fall away because a ping is under way. */
  private final Semaphore threads = new Semaphore(2);

  Signals(ChildProcess process) {
    this.process = process;
  }

  void ping() {
    if (threads.availablePermits() > 1) {
      tell(Type.PING);
    }
  }

  void stop() {
    tell(Type.STOP);
  }

  private void tell(Type type) {
    if (threads.tryAcquire()) {
      Thread.startVirtualThread(() -> {
        try {
          process.send(Frame.bare(type, 0, 0));
        } catch (IOException e) {
          LOG.debug("The process cannot be told {}", type, e);
        } finally {
          threads.release();
        }
      });
    }
  }
}
