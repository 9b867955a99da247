package io.aiops.studio.host.plugin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** The calls that a running plugin is at, and how long those took that ended of late. */
final class OpenCalls {

  /** So many of the last ones are remembered. */
  private static final int RECENT = 500;

  /** Of fewer nobody can tell what is usual. */
  static final int LEAST = 20;

  private final Clock clock;
  private final Set<Call> open = ConcurrentHashMap.newKeySet();
  private final long[] millis = new long[RECENT];
  private int ended;

  OpenCalls(Clock clock) {
    this.clock = clock;
  }

  /** One that has not ended. */
  final class Call implements PluginRegistry.Call {
    private final Supplier<Duration> quiet;
    private final Runnable giveUp;
    private final Instant since = clock.instant();
    private final AtomicBoolean givenUp = new AtomicBoolean();

    private Call(Supplier<Duration> quiet, Runnable giveUp) {
      this.quiet = quiet;
      this.giveUp = giveUp;
    }

    /** Ends it for whoever waits for it; its own code may go on. */
    void giveUp() {
      if (givenUp.compareAndSet(false, true)) {
        giveUp.run();
      }
    }

    @Override
    public void close() {
      open.remove(this);
      ended(Duration.between(since, clock.instant()));
    }
  }

  Call begin(Supplier<Duration> quiet, Runnable giveUp) {
    Call call = new Call(quiet, giveUp);
    open.add(call);
    return call;
  }

  private synchronized void ended(Duration took) {
    millis[ended % RECENT] = took.toMillis();
    ended++;
  }

  /** What 99 of 100 of its last calls took at most; empty if it had too few. */
  synchronized Optional<Duration> usual() {
    if (ended < LEAST) {
      return Optional.empty();
    }
    long[] sorted = Arrays.copyOf(millis, Math.min(ended, RECENT));
    Arrays.sort(sorted);
    return Optional.of(Duration.ofMillis(sorted[(sorted.length * 99 - 1) / 100]));
  }

  /** Those that have given no sign of life for longer than that. */
  List<Call> quiet(Duration longer) {
    return open.stream()
        .filter(call -> !call.givenUp.get() && call.quiet.get().compareTo(longer) > 0)
        .toList();
  }
}
