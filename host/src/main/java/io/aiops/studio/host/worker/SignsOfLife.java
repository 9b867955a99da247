package io.aiops.studio.host.worker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** When an attempt last gave one, and whether it is its plugin's code that has to. */
final class SignsOfLife {

  private final boolean toolAlone;
  private final AtomicInteger answering = new AtomicInteger();
  private volatile long last = System.nanoTime();
  private volatile boolean inCall;

  /**
   * @param toolAlone whether the attempt is a tool step's, which is nothing else than its call
   */
  SignsOfLife(boolean toolAlone) {
    this.toolAlone = toolAlone;
  }

  /** It lives. */
  void give() {
    last = System.nanoTime();
  }

  /** While a call of it is answered it lives. */
  <T extends @Nullable Object> T inCall(Supplier<T> answer) {
    inCall = true;
    try {
      return answer.get();
    } finally {
      give();
      inCall = false;
    }
  }

  /**
   * Runs the code of a tool. That of a tool step has to give the signs of life, since nobody else
   * would; an agent that has called one waits for it, and is not silent.
   */
  <T extends @Nullable Object> T inTool(Supplier<T> code) {
    give();
    inCall = !toolAlone;
    try {
      return code.get();
    } finally {
      inCall = true;
    }
  }

  /** What the studio does for the plugin's code. */
  interface Answer<T, E extends Exception> {
    T find() throws E;
  }

  /** While the studio answers the plugin's code, it is not that code which is silent. */
  <T, E extends Exception> T answering(Answer<T, E> answer) throws E {
    answering.incrementAndGet();
    try {
      return answer.find();
    } finally {
      give();
      answering.decrementAndGet();
    }
  }

  /** How long it has given none: while the studio answers it, the studio is slow. */
  Duration silence() {
    return inCall || answering.get() > 0
        ? Duration.ZERO
        : Duration.ofNanos(System.nanoTime() - last);
  }

  /**
   * For how long the call that begins now gives no sign of life. While an agent waits for a tool or
   * a model, it is that one that has to.
   */
  Supplier<Duration> quiet() {
    long begin = System.nanoTime();
    boolean inner = inCall;
    return () -> {
      Duration age = Duration.ofNanos(System.nanoTime() - begin);
      return inner || age.compareTo(silence()) < 0 ? age : silence();
    };
  }
}
