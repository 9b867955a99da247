package io.aiops.studio.host.problem;

/**
 * Whether somebody waits for what the thread does. Then nothing that it asks may be silent for
 * long; work that nobody waits for may take its time.
 */
public final class Patience implements AutoCloseable {

  private static final ThreadLocal<Patience> OF_THE_CALLER = new ThreadLocal<>();

  private final boolean outermost;

  private Patience() {
    outermost = OF_THE_CALLER.get() == null;
    if (outermost) {
      OF_THE_CALLER.set(this);
    }
  }

  /** Somebody waits, until this is closed on the same thread. */
  public static Patience ofACaller() {
    return new Patience();
  }

  /** Whether somebody waits. */
  public static boolean isShort() {
    return OF_THE_CALLER.get() != null;
  }

  @Override
  public void close() {
    if (outermost) {
      OF_THE_CALLER.remove();
    }
  }
}
