package io.aiops.studio.host.plugin;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's one thread for time-outs ({@link CompletableFuture#orTimeout}), which begins when it is
 * first wanted and never ends. It keeps the context class loader of whoever wanted it: were that a
 * plugin's, the plugin could never be unloaded.
 */
final class JdkTimer {

  private JdkTimer() {}

  /** Begins it in nobody's name. */
  static void begin() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      var unused = new CompletableFuture<Void>().completeOnTimeout(null, 1, TimeUnit.NANOSECONDS);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
