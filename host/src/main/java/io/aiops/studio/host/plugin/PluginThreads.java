package io.aiops.studio.host.plugin;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Threads that a plugin began and that run on: they have its class loader for their context from
 * where they were begun. Virtual ones are known to nobody, and are not among them.
 */
final class PluginThreads {

  private PluginThreads() {}

  static List<Thread> of(ClassLoader loader) {
    return Arrays.stream(everyThread())
        .filter(Objects::nonNull)
        .filter(thread -> thread.getContextClassLoader() == loader)
        .filter(Thread::isAlive)
        .toList();
  }

  /** Without their stacks, for which all of them would have to stand still. */
  private static Thread[] everyThread() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread[] threads = new Thread[2 * group.activeCount() + 16];
    group.enumerate(threads);
    return threads;
  }
}
