package io.aiops.studio.host.plugin;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Threads that plugins began, known by their context class loader, which a thread has from who
 * begins it. Those of the operating system only: nobody can list virtual ones.
 */
final class PluginThreads {

  private PluginThreads() {}

  /** By class loader: how many threads there are now. */
  static Map<ClassLoader, Integer> count() {
    Map<ClassLoader, Integer> count = new IdentityHashMap<>();
    for (Thread thread : every()) {
      ClassLoader loader = thread.getContextClassLoader();
      if (loader != null) {
        count.merge(loader, 1, Integer::sum);
      }
    }
    return count;
  }

  static List<Thread> of(ClassLoader loader) {
    return every().stream()
        .filter(thread -> thread.getContextClassLoader() == loader)
        .filter(Thread::isAlive)
        .toList();
  }

  /** Without their stacks, for which all of them would have to stand still. */
  private static List<Thread> every() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread[] threads = new Thread[2 * group.activeCount() + 16];
    group.enumerate(threads);
    return Arrays.stream(threads).filter(Objects::nonNull).toList();
  }
}
