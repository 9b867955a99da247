package io.aiops.studio.plugins.testkit.kit;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** Once it is uninstalled, nothing holds its classes. */
final class ClassLoaderCheck {

  private static final int LOOKS = 40;
  private static final long LOOK_MILLIS = 250;

  private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
  private final WeakReference<ClassLoader> loader;

  ClassLoaderCheck(ClassLoader loader) {
    this.loader = new WeakReference<>(loader, collected);
  }

  Finding run() {
    for (int look = 0; look < LOOKS && loader.get() != null; look++) {
      System.gc();
      try {
        if (collected.remove(LOOK_MILLIS) != null) {
          break;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("The kit was interrupted", e);
      }
    }
    return loader.get() == null
        ? Finding.pass(Check.CLASS_LOADER, "its classes were collected after it was uninstalled")
        : Finding.fail(
            Check.CLASS_LOADER,
            "its classes are still held %d s after it was uninstalled: look for what it put into statics of the JDK, thread-locals, hooks or handlers."
                .formatted(LOOKS * LOOK_MILLIS / 1000));
  }
}
