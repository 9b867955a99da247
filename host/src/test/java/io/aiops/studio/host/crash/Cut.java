package io.aiops.studio.host.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a process is cut: right before its k-th durable operation. From then on nothing it does
 * gets through, so that all it can still do is what a dead process does.
 */
final class Cut {

  /** What the process tried to do after it was dead. */
  static final class DeadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeadException(String operation) {
      super("dead before: " + operation, null, false, false);
    }
  }

  /** Of the process that runs now; Artemis makes its interceptors itself, by their class. */
  static final AtomicReference<Cut> CURRENT = new AtomicReference<>(new Cut());

  private final List<String> operations = new ArrayList<>();
  private final CountDownLatch dead = new CountDownLatch(1);
  private int left = Integer.MAX_VALUE;
  private boolean armed;

  /** Counts from here: the k-th operation, from 1, does not happen any more. */
  synchronized void before(int k) {
    operations.clear();
    left = k;
    armed = true;
  }

  /** Nothing more is cut. */
  synchronized void never() {
    left = Integer.MAX_VALUE;
    armed = false;
  }

  /**
   * A durable operation begins.
   *
   * @throws DeadException if it does not happen
   */
  synchronized void pass(String operation) {
    if (dead()) {
      throw new DeadException(operation);
    }
    operations.add(operation);
    if (--left == 0) {
      dead.countDown();
      throw new DeadException(operation);
    }
  }

  /**
   * Stands between the process and a port.
   *
   * @param writes whether a call, by its method's name and its arguments, is a durable operation
   */
  <T> T port(Class<T> port, T real, BiPredicate<String, Object[]> writes) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              if (writes.test(method.getName(), arguments)) {
                pass("database " + method.getName());
              }
              return reached(real, method, arguments);
            }));
  }

  /** What the real one makes of a call, or throws. */
  static @Nullable Object reached(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Whether one is still to be cut, or was. */
  synchronized boolean armed() {
    return armed;
  }

  boolean dead() {
    return dead.getCount() == 0;
  }

  boolean deadWithin(long millis) throws InterruptedException {
    return dead.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Since counting began, in order; the last is the one that did not happen. */
  synchronized List<String> operations() {
    return List.copyOf(operations);
  }
}
