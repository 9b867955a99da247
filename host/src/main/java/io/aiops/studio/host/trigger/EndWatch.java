package io.aiops.studio.host.trigger;

import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the end of executions. Those that end on this node wake their waiters at once; the end
 * of others is seen in the database.
 */
public final class EndWatch {

  /** Each holds a thread of the server: those beyond do not wait. */
  private static final int MOST = 32;

  private static final long LOOK_MILLIS = 250;

  private final ExecutionStore executions;
  private final Endings endings;
  private final Semaphore places = new Semaphore(MOST);
  private final Map<UUID, List<CountDownLatch>> waiting = new ConcurrentHashMap<>();

  EndWatch(ExecutionStore executions) {
    this.executions = executions;
    this.endings = new Endings(executions);
  }

  /** Tells of what this node's engine appended. */
  public void appended(Append append) {
    if (append.state().status().terminal()) {
      waiting.getOrDefault(append.state().id(), List.of()).forEach(CountDownLatch::countDown);
    }
  }

  /** How it ended, as {@link Endings} has it; null if it did not within the time. */
  @Nullable Map<String, @Nullable Object> await(UUID executionId, Duration atMost) {
    if (!atMost.isPositive() || !places.tryAcquire()) {
      return null;
    }
    CountDownLatch latch = new CountDownLatch(1);
    waiting.computeIfAbsent(executionId, id -> new CopyOnWriteArrayList<>()).add(latch);
    try {
      long deadline = System.nanoTime() + atMost.toNanos();
      while (!ended(executionId)) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return null;
        }
        if (latch.await(Math.min(left, LOOK_MILLIS), TimeUnit.MILLISECONDS)) {
          break;
        }
      }
      return endings.of(executionId);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      places.release();
      waiting.computeIfPresent(
          executionId,
          (id, latches) -> {
            latches.remove(latch);
            return latches.isEmpty() ? null : latches;
          });
    }
  }

  private boolean ended(UUID executionId) {
    return executions.header(executionId).filter(h -> h.status().terminal()).isPresent();
  }
}
