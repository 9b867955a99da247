package io.aiops.studio.host.event;

import io.aiops.studio.host.event.EventFeed.Notice;
import io.aiops.studio.host.event.Neighbours.Told;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.problem.Vital;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be told to the other nodes: gathered for a moment, one notice an execution, so that a
 * busy engine sends some twenty messages a second and not one for each append. Costs nothing while
 * there are no others.
 */
public final class Outgoing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);
  private static final Duration GATHER = Duration.ofMillis(50);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(2);
  static final int MOST = 10_000;

  private record Key(UUID executionId, String step) {}

  private final Neighbours neighbours;
  private final BooleanSupplier alone;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("studio-notices").daemon().factory());
  private Map<Key, Told> gathered = new LinkedHashMap<>();
  private boolean overflown;
  private boolean silenced;
  private long toldAt = System.nanoTime();

  /**
   * @param alone whether there are no other nodes
   */
  public Outgoing(Neighbours neighbours, BooleanSupplier alone) {
    this.neighbours = neighbours;
    this.alone = alone;
    thread.scheduleWithFixedDelay(
        Vital.again("Telling other nodes what happens here", this::tell),
        GATHER.toMillis(),
        GATHER.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** On the engine's thread: returns at once. */
  void put(UUID workspaceId, Notice notice) {
    if (alone.getAsBoolean()) {
      return;
    }
    synchronized (this) {
      Key key = new Key(notice.executionId(), notice.step());
      if (gathered.size() < MOST || gathered.containsKey(key)) {
        gathered.merge(key, new Told(workspaceId, notice), Outgoing::newer);
      } else {
        overflown = true;
      }
    }
  }

  private static Told newer(Told before, Told now) {
    Notice a = before.notice();
    Notice b = now.notice();
    return new Told(
        now.workspaceId(),
        new Notice(
            b.executionId(),
            Math.max(a.lastSequence(), b.lastSequence()),
            a.terminal() || b.terminal(),
            b.step(),
            b.progress()));
  }

  private void tell() {
    List<Told> told;
    synchronized (this) {
      boolean quiet = gathered.isEmpty() && !overflown;
      if (quiet && (alone.getAsBoolean() || System.nanoTime() - toldAt < SIGN_OF_LIFE.toNanos())) {
        return;
      }
      told = new ArrayList<>(gathered.values());
      gathered = new LinkedHashMap<>();
      if (overflown) {
        neighbours.skip();
        overflown = false;
      }
    }
    toldAt = System.nanoTime();
    try {
      neighbours.tell(told);
      silenced = false;
    } catch (UnavailableException e) {
      if (!silenced) {
        LOG.warn("The other nodes do not hear what happens here: {}", e.getMessage());
      }
      silenced = true;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
