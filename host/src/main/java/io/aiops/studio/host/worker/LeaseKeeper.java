package io.aiops.studio.host.worker;

import io.aiops.studio.host.execution.Ending;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.problem.Vital;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other nodes what runs here, or waits here for its turn, for longer than a beat, and
 * hears in the same beat what need not run any more. What is over sooner costs nothing.
 */
public final class LeaseKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration LENGTH = Duration.ofSeconds(15);

  /** Beats from one renewal to the next. */
  private static final int RENEWED = 3;

  /** Beats in which nobody asks who else may have a task that was sent once. */
  private static final int FRESH = 2;

  /** Beats until what runs is surely written down: it is at the second after it began. */
  private static final int WRITTEN = 2;

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
  private final Duration beat;
  private final Duration length;

  /** After a broker was lost thousands may ask; the others need connections too. */
  private final Semaphore taking = new Semaphore(MOST_TAKING);

  private final Door door;
  private final Set<Lease> running = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Leases.Attempt> ended = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("studio-lease").daemon().factory());
  private boolean silenced;

  /** Whether the ledger did not answer when somebody here last asked it. */
  private volatile boolean silent;

  public LeaseKeeper(Leases leases, UUID node) {
    this(leases, node, BEAT, LENGTH);
  }

  /**
   * @param beat how often is looked what is to be written; a lease is renewed every third
   * @param length how long one lasts; several beats
   */
  public LeaseKeeper(Leases leases, UUID node, Duration beat, Duration length) {
    this.leases = leases;
    this.node = node;
    this.beat = beat;
    this.length = length;
    this.door = new Door(leases, node, length, RENEWED);
    thread.scheduleWithFixedDelay(
        Vital.again("Telling the others what runs here", () -> tell(beat)),
        beat.toMillis(),
        beat.toMillis(),
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

  Duration length() {
    return length;
  }

  Duration beat() {
    return beat;
  }

  /** A task that was sent longer ago may have been sent a second time meanwhile. */
  Duration fresh() {
    return beat.multipliedBy(FRESH);
  }

  /**
   * How long whoever gets a task that is out a second time waits: whoever has the first one began
   * by then, or will see that it is taken; and what began is written down.
   */
  Duration settling() {
    return beat.multipliedBy(FRESH + WRITTEN);
  }

  /** What waits here for its turn; each is given to {@link #of} then. */
  void watch(Supplier<List<Task>> waiting) {
    door.watch(waiting);
  }

  /**
   * @param stop ends it here, and does not tell its outcome
   */
  Lease of(Task task, Runnable stop) {
    Lease lease = new Lease(this, task.attemptOf(), task.asOf(), stop);
    lease.written = door.leaves(task.attemptOf());
    return lease;
  }

  /** It runs from now on. */
  void begin(Lease lease) {
    lease.begun = System.nanoTime();
    running.add(lease);
  }

  void end(Lease lease) {
    running.remove(lease);
    if (lease.written) {
      ended.add(lease.attempt());
    }
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
    long before = System.nanoTime();
    if (leases.ended(attempt.executionId())) {
      return Take.OVER;
    }
    if (!leases.hold(node, List.of(attempt), length).contains(attempt)) {
      return Take.HELD;
    }
    lease.written = true;
    Leases.News news =
        leases.news(Map.of(attempt.executionId(), lease.known), Set.of(attempt.path()));
    if (news.endings().stream().anyMatch(ending -> ending.ends(attempt, lease.known))) {
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
      thread.execute(Vital.again("Telling the others what runs here", () -> tell(Duration.ZERO)));
    } catch (RejectedExecutionException e) {
      LOG.debug("Closed: what ran here has ended", e);
    }
  }

  /**
   * @param longerThan what runs not so long is left out
   */
  private void tell(Duration longerThan) {
    try {
      long now = System.nanoTime();
      List<Lease> due = running.stream().filter(lease -> due(lease, now, longerThan)).toList();
      if (!due.isEmpty()) {
        renew(due, now);
        hear(due);
      }
      ended.addAll(door.tell(running));
      release();
      silenced = false;
    } catch (UnavailableException e) {
      if (!silenced) {
        LOG.warn("What runs here cannot be told to the others: {} Trying again.", e.getMessage());
      }
      silenced = true;
    }
  }

  private boolean due(Lease lease, long now, Duration longerThan) {
    return longerThan.isZero()
        || (lease.written
            ? now - lease.renewed >= beat.multipliedBy(RENEWED).minus(beat.dividedBy(2)).toNanos()
            : now - lease.begun >= longerThan.toNanos());
  }

  private void renew(List<Lease> due, long now) {
    Set<Leases.Attempt> held =
        leases.hold(node, due.stream().map(Lease::attempt).distinct().toList(), length);
    for (Lease lease : due) {
      if (held.contains(lease.attempt())) {
        lease.written = true;
        lease.renewed = now;
        if (!running.contains(lease)) {
          // It ended meanwhile, and could not know that there was something to release.
          ended.add(lease.attempt());
        }
      } else {
        LOG.warn("{} is run by another node now and is stopped here", lease.attempt());
        lease.lose();
      }
    }
  }

  private void hear(List<Lease> due) {
    Map<UUID, Long> known = new HashMap<>();
    Set<String> paths = new HashSet<>();
    for (Lease lease : due) {
      known.merge(lease.attempt().executionId(), lease.known, Math::min);
      paths.add(lease.attempt().path());
    }
    Leases.News news = leases.news(known, paths);
    Map<UUID, List<Ending>> endings = new HashMap<>();
    for (Ending ending : news.endings()) {
      endings.computeIfAbsent(ending.executionId(), id -> new ArrayList<>()).add(ending);
    }
    for (Lease lease : due) {
      UUID id = lease.attempt().executionId();
      long before = lease.known;
      if (endings.getOrDefault(id, List.of()).stream()
          .anyMatch(ending -> ending.ends(lease.attempt(), before))) {
        LOG.info("{} has ended meanwhile and is stopped here", lease.attempt());
        lease.lose();
      }
      lease.known = news.reached().getOrDefault(id, before);
    }
  }

  private void release() {
    Set<Leases.Attempt> over = new HashSet<>();
    for (Leases.Attempt next = ended.poll(); next != null; next = ended.poll()) {
      over.add(next);
    }
    try {
      if (!over.isEmpty()) {
        leases.release(node, over);
      }
    } catch (UnavailableException e) {
      ended.addAll(over);
      throw e;
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
    ended.addAll(door.close());
    try {
      release();
    } catch (UnavailableException e) {
      LOG.info("Leases are left to run out: {}", e.getMessage());
    }
  }
}
