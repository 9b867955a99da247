package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds executions that nothing has happened to for too long, and has the engine look at them: what
 * was lost on the way is sent again from the state. Nodes share the work: who takes a row pushes
 * its time ahead. Where tasks do not outlive the process, the first look is at all that ran.
 */
public final class Sweeper {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final int BATCH = 500;
  private static final int MOST = 2_000;

  /** Whoever looks may die, and a broker with the look: it is looked at again so soon. */
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private static final Duration FORGOTTEN = Duration.ofHours(1);

  /**
   * After the database was away, workers first say what they still run: from five seconds after it
   * is back, since it may have been back before the next sweep found out.
   */
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final ExecutionStore store;
  private final Leases leases;
  private final TaskQueue queue;
  private final Clock clock;
  private Instant quietUntil = Instant.EPOCH;
  private boolean first = true;

  public Sweeper(ExecutionStore store, Leases leases, TaskQueue queue, Clock clock) {
    this.store = store;
    this.leases = leases;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * @return how many are looked at
   * @throws io.aiops.studio.host.problem.UnavailableException if the database is away
   */
  public int sweep() {
    try {
      return quietUntil.isAfter(clock.instant()) ? 0 : look();
    } catch (UnavailableException e) {
      quietUntil = clock.instant().plus(QUIET);
      throw e;
    }
  }

  private int look() {
    if (first && queue.begun().isAfter(Instant.EPOCH)) {
      LOG.info("{} executions go on where they were", store.hasten(clock.instant()));
    }
    first = false;
    int found = 0;
    List<UUID> due;
    do {
      Instant now = clock.instant();
      due = store.due(now, now.plus(AGAIN), BATCH);
      due.forEach(id -> queue.post(new Command.Look(id)));
      found += due.size();
    } while (due.size() == BATCH && found < MOST);
    leases.forget(FORGOTTEN);
    return found;
  }
}
