package io.aiops.studio.host.messaging;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Weight;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The engine of this process, told directly. Where the broker is in this process there is no other
 * engine that could have the execution, and a worker's task stays with the broker until the engine
 * has its outcome: a message that tells it would be written and synced for nothing.
 */
final class NearEngine implements AutoCloseable {

  private static final int MOST_WAITING = 4_096;

  /** What waits is in memory, and nowhere else; as messages, the broker pages it out. */
  private static final long MOST_BYTES = 64L * 1024 * 1024;

  private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean here;

  /** What the engine has to take, in order; the broker's messages for it are put there too. */
  BlockingQueue<Arrival> arrived() {
    return arrived;
  }

  /** From now on it can be told. */
  void open() {
    here = true;
  }

  /**
   * Does not wait.
   *
   * @param done as {@link Told}, on any thread
   * @return false if it cannot be told now, and {@code done} will not hear
   */
  boolean tell(Command command, Consumer<Boolean> done) {
    if (!here || waiting.get() >= MOST_WAITING) {
      return false;
    }
    long weight = Weight.of(command, MOST_BYTES);
    if (bytes.addAndGet(weight) > MOST_BYTES) {
      bytes.addAndGet(-weight);
      return false;
    }
    waiting.incrementAndGet();
    arrived.add(
        new Told(
            command,
            decided -> {
              waiting.decrementAndGet();
              bytes.addAndGet(-weight);
              done.accept(decided);
            }));
    if (!here) {
      refuse();
    }
    return true;
  }

  private void refuse() {
    for (Arrival next : arrived) {
      // Messages stay: who acknowledges a later one acknowledges them too.
      if (next instanceof Told told && arrived.remove(told)) {
        told.done().accept(false);
      }
    }
  }

  /** It can be told nothing more, and will not take what it was told last. */
  @Override
  public void close() {
    if (here) {
      here = false;
      refuse();
    }
  }
}
