package io.aiops.studio.plugins.testkit.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Once it is stopped, no platform thread is there that was not before. */
final class ThreadsCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(250);

  private ThreadsCheck() {}

  static Set<Thread> now() {
    return Set.copyOf(Thread.getAllStackTraces().keySet());
  }

  static Finding of(Set<Thread> before) {
    List<Thread> left = left(before);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!left.isEmpty() && System.nanoTime() < end) {
      // A client of the JDK ends its thread once it is collected.
      System.gc();
      try {
        boolean ended = left.getFirst().join(LOOK);
        left = ended ? left(before) : left;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("The kit was interrupted", e);
      }
    }
    left = left(before);
    return left.isEmpty()
        ? Finding.pass(Check.THREADS, "none is left " + PATIENCE.toSeconds() + " s after its stop")
        : Finding.fail(
            Check.THREADS,
            "%d left %d s after its stop: %s. End them in @Deactivate."
                .formatted(
                    left.size(),
                    PATIENCE.toSeconds(),
                    left.stream().map(Thread::getName).limit(5).toList()));
  }

  private static List<Thread> left(Set<Thread> before) {
    List<Thread> left = new ArrayList<>(now());
    left.removeIf(thread -> before.contains(thread) || !thread.isAlive() || ofTheJdk(thread));
    return left;
  }

  /** Those that carry and time everybody's virtual threads and futures. */
  private static boolean ofTheJdk(Thread thread) {
    return thread.getClass().getName().startsWith("jdk.internal.misc.")
        || thread.getClass().getName().equals("java.util.concurrent.DelayScheduler")
        || thread.getName().startsWith("ForkJoinPool.commonPool-")
        || thread.getName().startsWith("VirtualThread-un");
  }
}
