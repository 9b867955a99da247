package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.plugin.SeparateFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where the worker enters plugin code: with the plugin's class loader, on a thread
 * that somebody else can interrupt. Whatever comes out is a value or a {@link PluginException}.
 */
final class ForeignCode {

  private static final Logger LOG = LoggerFactory.getLogger(ForeignCode.class);
  private static final int LONGEST_MESSAGE = 4_000;

  private ForeignCode() {}

  /** Lets somebody else end what runs for one attempt, on however many threads. */
  static final class Interruption {
    private final List<Thread> inside = new ArrayList<>(2);
    private boolean raised;

    synchronized void raise() {
      raised = true;
      inside.forEach(Thread::interrupt);
    }

    synchronized boolean raised() {
      return raised;
    }

    private synchronized void enter() {
      inside.add(Thread.currentThread());
      if (raised) {
        Thread.currentThread().interrupt();
      }
    }

    /** Its last call out clears the thread of an interruption that was meant for this attempt. */
    private synchronized void leave() {
      inside.remove(inside.lastIndexOf(Thread.currentThread()));
      if (raised && !inside.contains(Thread.currentThread())) {
        Thread.interrupted();
      }
    }
  }

  /**
   * Runs it here.
   *
   * @param what names it in messages: {@code agent 'echo'}
   * @param withheld taken out of whatever it says when it fails
   * @throws PluginException {@code CANCELLED} if it was interrupted, or what the code itself threw,
   *     any other failure as {@code INTERNAL}
   */
  static <T extends @Nullable Object> T run(
      String what,
      ClassLoader classLoader,
      Interruption interruption,
      Withheld withheld,
      Callable<T> code) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    interruption.enter();
    try {
      thread.setContextClassLoader(classLoader);
      return code.call();
    } catch (Throwable e) {
      // Even its message is the plugin's code.
      throw failure(what, e, withheld);
    } finally {
      thread.setContextClassLoader(before);
      interruption.leave();
    }
  }

  private static PluginException failure(String what, Throwable thrown, Withheld withheld) {
    try {
      return described(what, thrown, withheld);
    } catch (Throwable e) {
      return new PluginException(
          Category.INTERNAL, what + " failed, and failed again when asked why", null);
    }
  }

  private static PluginException described(String what, Throwable thrown, Withheld withheld) {
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
        brief(withheld.from(what + " failed: " + type(thrown) + message)),
        shown.equals(stack) ? thrown : null);
  }

  private static String type(Throwable thrown) {
    return thrown instanceof SeparateFailure elsewhere
        ? elsewhere.type()
        : thrown.getClass().getSimpleName();
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
}
