package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where the worker enters plugin code: on a thread of its own, with the plugin's
 * class loader, within a time. Whatever comes out is a value or a {@link PluginException}; {@link
 * Interruption} says that the call was ended from outside.
 */
final class ForeignCode implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ForeignCode.class);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("plugin-", 1).factory());

  /** Lets somebody else end a call that is under way. */
  static final class Interruption {
    private final List<FutureTask<?>> running = new ArrayList<>();
    private boolean raised;

    synchronized void raise() {
      raised = true;
      running.forEach(task -> task.cancel(true));
    }

    synchronized boolean raised() {
      return raised;
    }

    private synchronized void attach(FutureTask<?> task) {
      running.removeIf(FutureTask::isDone);
      running.add(task);
      if (raised) {
        task.cancel(true);
      }
    }
  }

  /**
   * Runs it and waits.
   *
   * @param what names it in messages: {@code agent 'echo'}
   * @throws PluginException {@code TIMEOUT}, {@code CANCELLED}, or what the code itself threw, any
   *     other failure as {@code INTERNAL}
   */
  <T extends @Nullable Object> T run(
      String what,
      ClassLoader classLoader,
      Duration limit,
      Interruption interruption,
      Callable<T> code) {
    FutureTask<T> task =
        new FutureTask<>(() -> {
          Thread.currentThread().setContextClassLoader(classLoader);
          return code.call();
        });
    interruption.attach(task);
    threads.execute(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new PluginException(
          Category.TIMEOUT, what + " did not end within " + limit + " and was interrupted", e);
    } catch (CancellationException e) {
      throw new PluginException(Category.CANCELLED, what + " was cancelled", e);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new PluginException(Category.CANCELLED, what + " was interrupted", e);
    } catch (ExecutionException e) {
      throw failure(what, e.getCause());
    }
  }

  private static PluginException failure(String what, @Nullable Throwable thrown) {
    return switch (thrown) {
      case PluginException e -> e;
      case InterruptedException e ->
          new PluginException(Category.CANCELLED, what + " was interrupted", e);
      case null -> new PluginException(Category.INTERNAL, what + " failed without saying why");
      default -> {
        // Our log gets the stack; the event, which people see, gets a sentence.
        LOG.warn("{} failed", what, thrown);
        yield new PluginException(
            Category.INTERNAL,
            what + " failed: " + thrown.getClass().getSimpleName() + message(thrown),
            thrown);
      }
    };
  }

  private static String message(Throwable thrown) {
    return thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Plugin code did not end within {} of being interrupted", GRACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
