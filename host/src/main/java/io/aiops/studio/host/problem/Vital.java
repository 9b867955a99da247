package io.aiops.studio.host.problem;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must go on for as long as the process does, whatever is thrown in it: a thread that ends for
 * an {@link Error} would be missed by nobody.
 *
 * <p>If memory is short for a minute the process is ended, as if it were killed: nothing is lost by
 * that, its supervisor starts it anew, and other nodes take over. One allocation that was too large
 * ends nothing: it may be a plugin's, and would come again with its task after the start.
 */
public final class Vital {

  private static final Logger LOG = LoggerFactory.getLogger(Vital.class);

  /** As Java's own {@code -XX:+ExitOnOutOfMemoryError} ends a process. */
  private static final int NO_MEMORY = 3;

  private static final Vital PROCESS = new Vital(() -> Runtime.getRuntime().halt(NO_MEMORY));
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Without any for so long, there was enough again. */
  private static final Duration ENOUGH = Duration.ofSeconds(30);

  private final Runnable end;
  private boolean shortOfMemory;
  private long since;
  private long last;

  Vital(Runnable end) {
    this.end = end;
  }

  /**
   * For a schedule, which never runs again what threw.
   *
   * @param what it is, as a sentence begins: {@code The look for lost work}
   */
  public static Runnable again(String what, Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        failed(what, e);
      }
    };
  }

  /** Says that it goes on, and never throws. */
  public static void failed(String what, Throwable why) {
    PROCESS.tell(what, why, System.nanoTime());
  }

  synchronized void tell(String what, Throwable why, long now) {
    try {
      LOG.error("{} failed; it goes on by itself", what, why);
      if (why instanceof OutOfMemoryError && tooLong(now)) {
        LOG.error("There has been no memory for {}; the process ends, to be started anew", LONG);
        end.run();
      }
    } catch (OutOfMemoryError e) {
      // Saying it takes memory too.
      if (tooLong(now)) {
        end.run();
      }
    }
  }

  private boolean tooLong(long now) {
    if (!shortOfMemory || now - last > ENOUGH.toNanos()) {
      since = now;
    }
    shortOfMemory = true;
    last = now;
    return now - since >= LONG.toNanos();
  }
}
