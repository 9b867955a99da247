package io.aiops.studio.host.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.host.definition.Queueing;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.QueueCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the engine asks before it sends a task again: whether somebody runs it, or the queue may
 * still have it.
 */
public final class Liveness {

  private static final Logger LOG = LoggerFactory.getLogger(Liveness.class);
  private static final Duration ASKED_EVERY = Duration.ofSeconds(1);

  /** Between a worker's taking a task and the others' hearing of it. */
  private static final Duration JUST_TAKEN = Duration.ofSeconds(3);

  /** Between deciding on a task and its message being in the queue. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

  /** A broker that does not tell the age of a message is believed to hold ours for so long. */
  private static final Duration UNTOLD = Duration.ofMinutes(10);

  private static final int MOST_SENT_AGAIN = 100_000;
  private static final int MOST_ANSWERS = 10_000;

  private final Leases leases;
  private final BiFunction<String, UUID, List<QueueCounts>> queues;
  private final Instant begun;
  private final Clock clock;

  /** When tasks were last sent again, by execution, path and attempt. */
  private final Cache<String, Instant> sentAgain =
      Caffeine.newBuilder().maximumSize(MOST_SENT_AGAIN).executor(Runnable::run).build();

  /** Since when tasks seem to be with nobody, while a worker may have taken them just now. */
  private final Cache<String, Instant> doubted =
      Caffeine.newBuilder().maximumSize(MOST_SENT_AGAIN).executor(Runnable::run).build();

  private record Where(String pool, UUID workspaceId) {}

  private record Answer(Instant at, List<QueueCounts> counts) {}

  private final Cache<Where, Answer> answers =
      Caffeine.newBuilder().maximumSize(MOST_ANSWERS).executor(Runnable::run).build();

  /**
   * @param queues how those of a pool and a workspace stand, as {@link
   *     io.aiops.studio.host.taskqueue.TaskQueue#counts(String, UUID)}
   * @param begun {@link io.aiops.studio.host.taskqueue.TaskQueue#begun}
   */
  public Liveness(
      Leases leases,
      BiFunction<String, UUID, List<QueueCounts>> queues,
      Instant begun,
      Clock clock) {
    this.leases = leases;
    this.queues = queues;
    this.begun = begun;
    this.clock = clock;
  }

  /** Steps whose task is with nobody. From now on each counts as sent again. */
  List<StepState> lost(ExecutionState state, Instant now) {
    Set<Leases.Attempt> held = null;
    List<StepState> lost = new ArrayList<>();
    for (StepState step : Deadlines.out(state)) {
      String key = state.id() + "/" + step.path() + "#" + step.attempt();
      Instant sent = lastSent(key, step);
      if (sent.isBefore(begun)) {
        // Who may run it in spite of that has a lease; the worker that gets it looks.
        LOG.debug("{} was sent before the queue began; it is sent again", key);
      } else if (sent.plus(Deadlines.LOST_AFTER).isAfter(now)) {
        continue;
      } else {
        held = held == null ? held(state.id()) : held;
        if (held.contains(new Leases.Attempt(state.id(), step.path(), step.attempt()))
            || mayBeQueued(sent, state, step)) {
          doubted.invalidate(key);
          continue;
        }
        if (mayBeTaken(key, state, step, now)) {
          continue;
        }
        LOG.warn("{} is with nobody; it is sent again", key);
      }
      doubted.invalidate(key);
      sentAgain.put(key, now);
      lost.add(step);
    }
    return lost;
  }

  private Instant lastSent(String key, StepState step) {
    Instant again = sentAgain.getIfPresent(key);
    return again == null || again.isBefore(step.since()) ? step.since() : again;
  }

  private Set<Leases.Attempt> held(UUID executionId) {
    return leases.of(executionId).stream()
        .filter(Leases.Held::live)
        .map(Leases.Held::attempt)
        .collect(Collectors.toSet());
  }

  /** Whether a worker has begun with the step's attempt; known of tasks that may not wait long. */
  boolean begun(ExecutionState state, StepState step) {
    return leases.of(state.id()).stream()
        .filter(Leases.Held::begun)
        .map(Leases.Held::attempt)
        .anyMatch(new Leases.Attempt(state.id(), step.path(), step.attempt())::equals);
  }

  /** The queues that a task of that step may be in; none if the broker is silent. */
  private Optional<List<QueueCounts>> queuesOf(ExecutionState state, StepState step) {
    String pool = state.workflow().queueing().poolOf(step.step());
    Where where = new Where(pool, state.workspaceId());
    Answer answer = answers.getIfPresent(where);
    try {
      if (answer == null || answer.at().plus(ASKED_EVERY).isBefore(clock.instant())) {
        List<QueueCounts> counts = queues.apply(pool, state.workspaceId());
        // Of now, not of the question: what was long in coming would be asked for again at once.
        answer = new Answer(clock.instant(), counts);
        answers.put(where, answer);
      }
    } catch (UnavailableException e) {
      LOG.info("No task is sent again while the broker is silent: {}", e.getMessage());
      return Optional.empty();
    }
    // As QueueCounts names the queues of a pool.
    String name = pool.equals(Queueing.DEFAULT_POOL) ? "tasks" : "tasks." + pool;
    return Optional.of(
        answer.counts().stream().filter(queue -> queue.name().equals(name)).toList());
  }

  /** Whether a task sent then may still wait in a queue. */
  private boolean mayBeQueued(Instant sent, ExecutionState state, StepState step) {
    Instant now = clock.instant();
    return queuesOf(state, step)
        .map(queues ->
            queues.stream()
                .filter(queue -> queue.waiting() > 0)
                .anyMatch(queue -> reachesBack(queue, state.priority(), sent, now)))
        .orElse(true);
  }

  /**
   * Whether a worker may have taken it just now, so that nobody has heard of it yet, or nobody
   * tells; if so, the next look sees it held.
   */
  private boolean mayBeTaken(String key, ExecutionState state, StepState step, Instant now) {
    boolean some =
        queuesOf(state, step)
            .map(queues -> queues.stream().anyMatch(queue -> queue.inFlight() != 0))
            .orElse(true);
    return some && doubted.get(key, k -> now).plus(JUST_TAKEN).isAfter(now);
  }

  /** Equal ones go in their order; what is of another priority says nothing about it. */
  private static boolean reachesBack(QueueCounts queue, int priority, Instant sent, Instant now) {
    Map<Integer, Duration> ages = queue.ages();
    if (ages == null) {
      return sent.plus(UNTOLD).isAfter(now);
    }
    Duration oldest = ages.get(priority);
    return oldest != null && !now.minus(oldest).isAfter(sent.plus(ON_ITS_WAY));
  }
}
