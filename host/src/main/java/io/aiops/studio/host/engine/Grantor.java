package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.LimitStore;
import io.aiops.studio.host.execution.PlaceStore;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.problem.Vital;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives places to executions that wait for their turn, and to attempts that wait for a connection:
 * as soon as one of this node asks for or leaves one, and else every half second, for what other
 * nodes do. What it said and nobody heard is said again; a place that nobody holds any more is
 * taken back.
 */
public final class Grantor implements LimitService, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Grantor.class);
  private static final long PACE_MILLIS = 500;
  private static final int CHECKED_EACH = 10;
  private static final Duration UNHEARD = Duration.ofSeconds(3);

  private final LimitStore store;
  private final PlaceStore places;
  private final Consumer<Command> queue;
  private final Audit audit;
  private final int most;
  private final AtomicBoolean nudged = new AtomicBoolean();
  private final ScheduledExecutorService thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("studio-grantor").daemon().factory());
  private volatile Map<UUID, Integer> bounds = Map.of();
  private final Runnable looking = Vital.again("The giving of places", this::look);
  private int looks;

  /**
   * @param queue takes a command; it may get lost
   * @param most of the executions of all workspaces at the same time; 0 for any number
   */
  public Grantor(
      LimitStore store, PlaceStore places, Consumer<Command> queue, Audit audit, int most) {
    this.store = store;
    this.places = places;
    this.queue = queue;
    this.audit = audit;
    this.most = most;
  }

  /** Gives places from now on, as one of the nodes that do. */
  public void run() {
    thread.scheduleWithFixedDelay(looking, 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Whether executions of a workspace must wait for their turn; as of the last look. */
  public boolean bounded(UUID workspaceId) {
    return most > 0 || bounds.containsKey(workspaceId);
  }

  /** Somebody asks for a place, or leaves one. */
  public void appended(Append append) {
    boolean moved =
        append.state().placing().ever()
            || append.state().limited()
                && (append.state().status().terminal()
                    || append.events().stream().anyMatch(Event.ExecutionQueued.class::isInstance));
    if (moved && nudged.compareAndSet(false, true) && !thread.isShutdown()) {
      thread.execute(looking);
    }
  }

  /** Gives those a place whose turn it is; as {@link #run()} does it again and again. */
  public void look() {
    nudged.set(false);
    try {
      readBounds();
      tell(store.grant(most));
      admit(places.grant());
      if (++looks % CHECKED_EACH == 0) {
        check();
      }
    } catch (UnavailableException e) {
      LOG.warn("{} Those that wait for their turn wait on.", e.getMessage());
    }
  }

  private void check() {
    tell(store.unheard(UNHEARD));
    admit(places.unheard(UNHEARD));
    int lost = store.mend() + places.mend();
    if (lost > 0) {
      LOG.warn("{} places were held by executions that have ended; they are free again", lost);
    }
  }

  private void tell(Iterable<UUID> granted) {
    granted.forEach(id -> queue.accept(new Command.Granted(id)));
  }

  private void admit(Iterable<PlaceStore.Holder> granted) {
    granted.forEach(each ->
        queue.accept(
            new Command.PlaceGranted(
                each.executionId(), each.path(), each.attempt(), each.round())));
  }

  @Override
  public Limits limits(Caller caller) {
    caller.require(Permission.VIEW);
    LimitStore.Standing standing = store.standing(caller.workspaceId());
    return new Limits(
        store.workspaces().get(caller.workspaceId()), standing.running(), standing.waiting());
  }

  @Override
  public Limits bound(Caller caller, @Nullable Integer executions) {
    caller.require(Permission.ADMINISTER);
    if (executions != null && (executions < 1 || executions > MOST)) {
      throw new InvalidException(
          "executions",
          "is " + executions + "; expected 1 to " + MOST + ", or null for any number");
    }
    audit.record(
        caller,
        "workspace.limit",
        caller.workspaceId().toString(),
        Collections.singletonMap("executions", executions));
    store.bound(caller.workspaceId(), executions == null ? 0 : executions);
    readBounds();
    return limits(caller);
  }

  /** One reading after the other: a look that read before a bound was set would else forget it. */
  private synchronized void readBounds() {
    bounds = Collections.unmodifiableMap(store.workspaces());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
