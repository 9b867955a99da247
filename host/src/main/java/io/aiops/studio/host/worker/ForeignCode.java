package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.PrintWriter;
import java.io.StringWriter;
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

  private static final int LONGEST_MESSAGE = 4_000;

  /** Threads of the operating system: on shared carriers, plugins that spin would stop the rest. */
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("plugin-", 1).factory());

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
   * @param withheld taken out of whatever it says when it fails
   * @throws PluginException {@code TIMEOUT}, {@code CANCELLED}, or what the code itself threw, any
   *     other failure as {@code INTERNAL}
   */
  <T extends @Nullable Object> T run(
      String what,
      ClassLoader classLoader,
      Duration limit,
      Interruption interruption,
      Withheld withheld,
      Callable<T> code) {
    FutureTask<T> task =
        new FutureTask<>(() -> {
          Thread.currentThread().setContextClassLoader(classLoader);
          try {
            return code.call();
          } catch (Throwable e) {
            // Looked at on this thread: even its message is the plugin's code.
            throw failure(what, e, withheld);
          }
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
      throw e.getCause() instanceof PluginException failure
          ? failure
          : new PluginException(
              Category.INTERNAL, what + " failed, and failed again when asked why", e);
    }
  }

  private static PluginException failure(String what, Throwable thrown, Withheld withheld) {
    if (thrown instanceof PluginException e) {
      return clean(e, withheld);
    }
    if (thrown instanceof InterruptedException e) {
      return new PluginException(Category.CANCELLED, what + " was interrupted", e);
    }
    // Our log gets the stack; the event, which people see, gets a sentence.
    String stack = stack(thrown);
    String shown = withheld.from(stack);
    LOG.warn("{} failed: {}", what, shown);
    String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
    return new PluginException(
        Category.INTERNAL,
        brief(withheld.from(what + " failed: " + thrown.getClass().getSimpleName() + message)),
        shown.equals(stack) ? thrown : null);
  }

  /** Without its cause, if it or one of its causes has something to withhold. */
  private static PluginException clean(PluginException e, Withheld withheld) {
    String stack = stack(e);
    String message = e.getMessage() == null ? "" : e.getMessage();
    return withheld.from(stack).equals(stack) && message.length() <= LONGEST_MESSAGE
        ? e
        : new PluginException(
            e.category(), brief(withheld.from(message)), e.retryAfter().orElse(null), null);
  }

  private static String brief(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "…";
  }

  private static String stack(Throwable thrown) {
    StringWriter out = new StringWriter();
    thrown.printStackTrace(new PrintWriter(out));
    return out.toString();
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
