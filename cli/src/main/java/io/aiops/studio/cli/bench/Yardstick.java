package io.aiops.studio.cli.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * A fixed piece of arithmetic, and what it costs now: a machine that is shared with others does not
 * always run as fast, and a latency is to be read beside that.
 */
final class Yardstick {

  private static final int STEPS = 4_000_000;
  private static final int TRIES = 3;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long number = System.nanoTime();

  /** Processor time in milliseconds, the least of a few tries. */
  double millis() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      long from = threads.getCurrentThreadCpuTime();
      walk();
      least = Math.min(least, threads.getCurrentThreadCpuTime() - from);
    }
    return least / 1e6;
  }

  /** Knuth's linear congruential generator (MMIX): each step needs the one before. */
  private void walk() {
    long walked = number;
    for (int i = 0; i < STEPS; i++) {
      walked = walked * 6364136223846793005L + 1442695040888963407L;
    }
    number = walked;
  }
}
