package io.aiops.studio.host;

import org.jspecify.annotations.Nullable;

/**
 * What a test began ends with it, each thing though another could not be closed or was never begun:
 * a broker that runs on would be in the way of every later test of this JVM.
 */
public final class Closing {

  private Closing() {}

  /** In this order. What was thrown first is thrown in the end, the rest with it. */
  public static void all(@Nullable AutoCloseable... parts) throws Exception {
    Exception first = null;
    for (AutoCloseable part : parts) {
      try {
        if (part != null) {
          part.close();
        }
      } catch (Exception e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
