package io.aiops.studio.host.plugin;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells whoever changes the plugins how far that is. It is bound to the change, on whatever threads
 * that is made, so that what lies between need not hand it on.
 */
public final class Progress {

  /** What happens with a plugin that comes up. */
  public enum Step {
    /** What it needs is looked for. */
    RESOLVING,
    /** It is started. */
    STARTING,
    /** It is asked how it is. */
    HEALTH_CHECK
  }

  private static final ScopedValue<Consumer<Step>> WATCHER = ScopedValue.newInstance();

  private Progress() {}

  /**
   * @param watcher told of each step, by whatever thread makes it; throws nothing
   */
  public static <T> T watched(Consumer<Step> watcher, Supplier<T> change) {
    return ScopedValue.where(WATCHER, watcher).call(change::get);
  }

  static void at(Step step) {
    if (WATCHER.isBound()) {
      WATCHER.get().accept(step);
    }
  }

  /** The same task, for another thread. */
  static Runnable carried(Runnable task) {
    if (!WATCHER.isBound()) {
      return task;
    }
    Consumer<Step> watcher = WATCHER.get();
    return () -> ScopedValue.where(WATCHER, watcher).run(task);
  }
}
