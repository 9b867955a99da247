package io.aiops.studio.host.worker;

import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.problem.Vital;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other nodes what runs here, or waits here for its turn, for longer than a beat, and
 * hears in the same beat what need not run any more ({@link Beats}); takes over what may be run by
 * another. What is over sooner costs nothing.
 */
public final class LeaseKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final int MOST_TAKING = 8;

  /** What became of the try to take an attempt. */
  enum Take {
    OURS,
    /** Another worker has it, or died less than a lease ago. */
    HELD,
    OVER
  }

  private final Leases leases;
  private final UUID node;
  private final Rhythm rhythm;
  private final ScheduledExecutorService thread;
  private final LongSupplier nanos;
  private final Beats beats;

  /** After a broker was lost thousands may ask; the others need connections too. */
  private final Semaphore taking = new Semaphore(MOST_TAKING);

  /** Whether the ledger did not answer when somebody here last asked it. */
  private volatile boolean silent;

  public LeaseKeeper(Leases leases, UUID node) {
    this(leases, node, Rhythm.USUAL);
  }

  /**
   * @param beat how often is looked what is to be written; a lease is renewed every third
   * @param length how long one lasts; several beats
   */
  public LeaseKeeper(Leases leases, UUID node, Duration beat, Duration length) {
    this(leases, node, new Rhythm(beat, length));
  }

  private LeaseKeeper(Leases leases, UUID node, Rhythm rhythm) {
    this(
        leases,
        node,
        rhythm,
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("studio-lease").daemon().factory()),
        System::nanoTime);
  }

  /**
   * @param thread for the beats; closed with this
   * @param nanos the time that only goes forward, as {@link System#nanoTime}
   */
  LeaseKeeper(
      Leases leases,
      UUID node,
      Rhythm rhythm,
      ScheduledExecutorService thread,
      LongSupplier nanos) {
    this.leases = leases;
    this.node = node;
    this.rhythm = rhythm;
    this.thread = thread;
    this.nanos = nanos;
    this.beats = new Beats(leases, node, rhythm, nanos);
    thread.scheduleWithFixedDelay(
        Vital.again("Telling the others what runs here", () -> beats.tell(rhythm.beat())),
        rhythm.beat().toMillis(),
        rhythm.beat().toMillis(),
        TimeUnit.MILLISECONDS);
  }

  boolean silent() {
    return silent;
  }

  /** What anybody on this node found. */
  void silent(boolean is) {
    if (silent != is) {
      silent = is;
    }
  }

  Rhythm rhythm() {
    return rhythm;
  }

  /** Now; only goes forward. */
  long nanos() {
    return nanos.getAsLong();
  }

  /** What waits here for its turn; each is given to {@link #of} then. */
  void watch(Supplier<List<Task>> waiting) {
    beats.watch(waiting);
  }

  /**
   * @param stop ends it here, and does not tell its outcome: another worker has it
   * @param over ends it here: nobody needs it any more
   */
  Lease of(Task task, Runnable stop, Runnable over) {
    Lease lease = new Lease(this, task, stop, over);
    lease.written = beats.leaves(task.attemptOf());
    return lease;
  }

  /** It runs from now on. */
  void begin(Lease lease) {
    beats.begin(lease);
  }

  void end(Lease lease) {
    beats.end(lease);
  }

  /**
   * Makes sure that the attempt is open and that nobody else runs it.
   *
   * @throws UnavailableException if that cannot be known now
   */
  Take take(Lease lease) {
    taking.acquireUninterruptibly();
    try {
      return takeNow(lease);
    } finally {
      taking.release();
    }
  }

  private Take takeNow(Lease lease) {
    Leases.Attempt attempt = lease.attempt();
    long before = nanos();
    if (leases.ended(attempt.executionId())) {
      return Take.OVER;
    }
    if (!leases.hold(node, List.of(attempt), rhythm.length()).contains(attempt)) {
      return Take.HELD;
    }
    lease.written = true;
    Leases.News news =
        leases.news(Map.of(attempt.executionId(), lease.known), Set.of(attempt.path()));
    if (lease.endedBy(news.endings())) {
      return Take.OVER;
    }
    lease.known = news.reached().getOrDefault(attempt.executionId(), lease.known);
    lease.renewed = before;
    return Take.OURS;
  }

  /** Whether the execution goes on and nobody else is known to run the attempt. */
  boolean free(Leases.Attempt attempt) {
    return leases.free(node, attempt);
  }

  /** Does not wait for a beat, nor leaves out what began just now. */
  void tellAll() {
    try {
      thread.execute(
          Vital.again("Telling the others what runs here", () -> beats.tell(Duration.ZERO)));
    } catch (RejectedExecutionException e) {
      LOG.debug("Closed: what ran here has ended", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      // What a beat under way leases after this would be released by nobody.
      if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
        LOG.info("A beat is still under way; what it leases is left to run out");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    beats.close();
  }
}
