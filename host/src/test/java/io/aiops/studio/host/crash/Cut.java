package io.aiops.studio.host.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

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

  /** Counts from here: the k-th operation, from 1, does not happen any more. */
  synchronized void before(int k) {
    operations.clear();
    left = k;
  }

  /** Nothing more is cut. */
  synchronized void never() {
    left = Integer.MAX_VALUE;
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
