package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.Unwatched;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds executions of one workspace that have not ended, that nobody works at and that wait for
 * nothing with a name, and has the sweeper look at them: for who asks, and sooner than the {@link
 * Lookout} would.
 */
public final class Forgotten {

  private static final Logger LOG = LoggerFactory.getLogger(Forgotten.class);
  private static final int PAGE = 100;
  private static final int MOST_OVERDUE = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LATE = Duration.ofSeconds(60);

  /**
   * What a check found.
   *
   * @param ownerless that were to be looked at never, and are now
   * @param overdue that should have been looked at more than a minute ago, the first hundred
   * @param unreadable whose events cannot be read, each with why; nothing is known of these
   * @param asked how many that are to be looked at never were asked what they wait for
   * @param all whether these were all
   * @param elsewhere how many of other workspaces should have been looked at more than a minute ago
   */
  public record Found(
      Set<UUID> ownerless,
      List<Unwatched.Overdue> overdue,
      Map<UUID, String> unreadable,
      int asked,
      boolean all,
      long elsewhere) {}

  private final Unwatched unwatched;
  private final ExecutionStore store;
  private final Definitions definitions;
  private final Clock clock;

  public Forgotten(
      Unwatched unwatched, ExecutionStore store, Definitions definitions, Clock clock) {
    this.unwatched = unwatched;
    this.store = store;
    this.definitions = definitions;
    this.clock = clock;
  }

  /** What an execution waits for is in its events: reading them ends after five seconds. */
  public Found find(UUID workspaceId) {
    long began = System.nanoTime();
    Set<UUID> ownerless = new TreeSet<>();
    Map<UUID, String> unreadable = new TreeMap<>();
    int asked = 0;
    boolean inTime = true;
    List<UUID> page;
    @Nullable UUID after = null;
    do {
      page = unwatched.page(workspaceId, after, PAGE);
      List<UUID> suspects = page.stream().filter(id -> forgotten(id, unreadable)).toList();
      if (!suspects.isEmpty()) {
        // One that moved since has a time by now, or has ended.
        ownerless.addAll(unwatched.watch(workspaceId, suspects, clock.instant()));
      }
      asked += page.size();
      after = page.isEmpty() ? after : page.getLast();
      inTime = System.nanoTime() - began < PATIENCE.toNanos();
    } while (page.size() == PAGE && inTime);
    return new Found(
        ownerless,
        unwatched.overdue(workspaceId, clock.instant().minus(LATE), MOST_OVERDUE),
        unreadable,
        asked,
        page.size() < PAGE,
        unwatched.overdueElsewhere(workspaceId, clock.instant().minus(LATE)));
  }

  /**
   * Which of other workspaces should have been looked at more than a minute ago, the first hundred.
   *
   * @throws io.aiops.studio.host.identity.AccessDeniedException if the caller does not keep the
   *     whole studio
   */
  public List<Unwatched.Elsewhere> elsewhere(Caller caller) {
    caller.requireStudio();
    return unwatched.overdueElsewhere(
        caller.workspaceId(), clock.instant().minus(LATE), MOST_OVERDUE);
  }

  /** Whether it has neither an owner nor a name for what it waits for; of an unreadable one, no. */
  boolean neither(UUID id) {
    return forgotten(id, new HashMap<>());
  }

  private boolean forgotten(UUID id, Map<UUID, String> unreadable) {
    try {
      return forgotten(id);
    } catch (UnavailableException databaseAway) {
      throw databaseAway;
    } catch (RuntimeException e) {
      // A history that was changed, or is of another version: one of them hides no other.
      LOG.warn("The events of execution {} cannot be read", id, e);
      unreadable.put(id, String.valueOf(e.getMessage()));
      return false;
    }
  }

  private boolean forgotten(UUID id) {
    Optional<Header> header = store.header(id);
    if (header.isEmpty()) {
      return false;
    }
    ExecutionState state = Reruns.fold(store, definitions, header.get());
    Instant now = clock.instant();
    return !state.status().terminal()
        && (Deadlines.lookAt(state, now) != null || !Deadlines.waitsOutside(state));
  }
}
