package io.aiops.studio.plugins.testkit;

import static org.assertj.core.api.Assertions.fail;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs plugin code on a thread of its own, so that a call that never ends fails its test. */
final class Within {

  /** How long any call of a contract may take. */
  static final int SECONDS = 10;

  private Within() {}

  /** What the call gave, or threw. */
  record Ended(@Nullable Object value, @Nullable Throwable thrown) {}

  static Ended run(String what, Callable<? extends @Nullable Object> call) {
    FutureTask<@Nullable Object> task = new FutureTask<>(call::call);
    return end(what, task, Thread.ofVirtual().name(what).start(task));
  }

  /** Interrupts the call once {@code started} was counted down. */
  static Ended interrupted(
      String what, CountDownLatch started, Callable<? extends @Nullable Object> call) {
    FutureTask<@Nullable Object> task = new FutureTask<>(call::call);
    Thread thread = Thread.ofVirtual().name(what).start(task);
    try {
      // A call that never gets there has nothing to wait for: it ends by itself.
      boolean ignored = started.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
    return end(what, task, thread);
  }

  private static Ended end(String what, FutureTask<@Nullable Object> task, Thread thread) {
    try {
      return new Ended(task.get(SECONDS, TimeUnit.SECONDS), null);
    } catch (java.util.concurrent.ExecutionException e) {
      return new Ended(null, e.getCause());
    } catch (TimeoutException e) {
      // It must not be in the way of the tests that follow, if it listens.
      thread.interrupt();
      return fail(what + " did not end within " + SECONDS + " s; it was expected to");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail("The test was interrupted while it waited for " + what);
    }
  }
}
