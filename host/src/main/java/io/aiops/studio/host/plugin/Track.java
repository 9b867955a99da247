package io.aiops.studio.host.plugin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of a running plugin went of late, and how many threads it keeps. One that took
 * another's place is on trial for a while: does it do worse than the one before, it is to be taken
 * back, and what it failed at is not counted.
 */
final class Track {

  /** How long after it began to serve on this node. */
  static final Duration TRIAL = Duration.ofSeconds(30);

  /** So many of its calls must have failed. */
  static final int LEAST_FAILURES = 5;

  /** So much larger may the share of its calls that fail be than it was before. */
  static final double MORE = 0.2;

  /**
   * So many more threads of its own may it have than the one before: who has a pool of them grows
   * to what is called at the same time, who begins one with each call has them within seconds.
   */
  static final int MORE_THREADS = 250;

  /** So many calls must give no sign of life at the same time. */
  static final int LEAST_HANGING = 3;

  /** A call hangs that gives no sign of life for longer than this, */
  static final Duration LEAST_QUIET = Duration.ofSeconds(5);

  /** and for so many times what 99 of 100 calls of the one before took at most. */
  static final int TIMES_USUAL = 4;

  private static final Duration WINDOW = Duration.ofSeconds(60);

  private enum Standing {
    NEVER_TRIED,
    ON_TRIAL,
    PASSED,
    TAKEN_BACK
  }

  private final Clock clock;
  private final OpenCalls open;
  private Standing standing = Standing.NEVER_TRIED;
  private Instant trialEnds = Instant.MIN;
  private double shareBefore;
  private int threadsBefore;
  private Runnable failing = () -> {};
  private @Nullable String verdict;
  private @Nullable Duration usualBefore;
  private boolean hangs;
  private Instant windowEnds;
  private long calls;
  private long failures;
  private long callsBefore;
  private long failuresBefore;
  private long allCalls;
  private long allFailures;

  Track(Clock clock) {
    this.clock = clock;
    this.open = new OpenCalls(clock);
    this.windowEnds = clock.instant().plus(WINDOW);
  }

  /**
   * It is about to take another's place.
   *
   * @param before what it takes the place of
   * @param threads how many of its own that has
   * @param worse told once, when it does worse; returns at once
   */
  void onTrial(Track before, int threads, Runnable worse) {
    double share = before.share();
    Duration usual = before.open.usual().orElse(null);
    synchronized (this) {
      standing = Standing.ON_TRIAL;
      trialEnds = clock.instant().plus(TRIAL);
      shareBefore = share;
      threadsBefore = threads;
      usualBefore = usual;
      failing = worse;
    }
  }

  synchronized void succeeded() {
    turn();
    calls++;
    allCalls++;
  }

  /** True if the failure is not to be counted: the version is on trial, or has failed that. */
  boolean failed() {
    Runnable tell = null;
    synchronized (this) {
      turn();
      calls++;
      failures++;
      allCalls++;
      allFailures++;
      if (passing()) {
        return standing == Standing.TAKEN_BACK;
      }
      double share = (double) failures / calls;
      if (verdict == null && failures >= LEAST_FAILURES && share > shareBefore + MORE) {
        verdict =
            "%d of its first %d calls failed, %d %% where it was %d %% before"
                .formatted(failures, calls, percent(share), percent(shareBefore));
        tell = failing;
      }
    }
    if (tell != null) {
      tell.run();
    }
    return true;
  }

  /** So many threads of its own it has now. */
  synchronized void threads(int count) {
    if (!passing() && verdict == null && count > threadsBefore + MORE_THREADS) {
      verdict =
          "it keeps %d threads of its own, where it kept %d before".formatted(count, threadsBefore);
    }
  }

  /** The calls that it is at. */
  OpenCalls open() {
    return open;
  }

  /**
   * Looks whether its calls come back, and gives those up that do not once it was taken back;
   * called about once a second.
   */
  void look() {
    List<OpenCalls.Call> hanging;
    synchronized (this) {
      Duration usual = usualBefore;
      boolean tried = !passing() || standing == Standing.TAKEN_BACK;
      if (usual == null || !tried) {
        return;
      }
      Duration longest = usual.multipliedBy(TIMES_USUAL);
      hanging = open.quiet(longest.compareTo(LEAST_QUIET) > 0 ? longest : LEAST_QUIET);
      if (!hangs && hanging.size() >= LEAST_HANGING) {
        hangs = true;
        if (verdict == null) {
          verdict =
              "%d of its calls hang, where 99 of 100 took %d ms at most before"
                  .formatted(hanging.size(), usual.toMillis());
        }
      }
      if (!hangs || standing != Standing.TAKEN_BACK) {
        return;
      }
    }
    hanging.forEach(OpenCalls.Call::giveUp);
  }

  private static long percent(double share) {
    return Math.round(share * 100);
  }

  /** Whether its failures count, or did before it was taken back. */
  private boolean passing() {
    if (standing == Standing.ON_TRIAL && verdict == null && !clock.instant().isBefore(trialEnds)) {
      standing = Standing.PASSED;
    }
    return standing != Standing.ON_TRIAL;
  }

  /** It serves no more. What it is still at does not count if it was on trial. */
  synchronized void replaced() {
    if (!passing()) {
      standing = Standing.TAKEN_BACK;
    }
  }

  synchronized boolean onTrial() {
    return !passing();
  }

  /** Why it is to be taken back; empty if it is not. */
  synchronized Optional<String> verdict() {
    return Optional.ofNullable(verdict);
  }

  /** Of its calls in the last one to two minutes, how many of one failed. */
  synchronized double share() {
    turn();
    long all = calls + callsBefore;
    return all == 0 ? 0 : (double) (failures + failuresBefore) / all;
  }

  /** Calls since it came up that went well. */
  synchronized long done() {
    return allCalls - allFailures;
  }

  /** Calls since it came up that failed. */
  synchronized long failures() {
    return allFailures;
  }

  /** A trial is shorter than a window, and begins with one. */
  private void turn() {
    Instant now = clock.instant();
    if (now.isBefore(windowEnds)) {
      return;
    }
    boolean longAgo = !now.isBefore(windowEnds.plus(WINDOW));
    callsBefore = longAgo ? 0 : calls;
    failuresBefore = longAgo ? 0 : failures;
    calls = 0;
    failures = 0;
    windowEnds = now.plus(WINDOW);
  }
}
