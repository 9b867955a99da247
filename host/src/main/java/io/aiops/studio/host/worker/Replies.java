package io.aiops.studio.host.worker;

import io.aiops.studio.host.problem.Vital;
import io.aiops.studio.host.taskqueue.Command.Outcome;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks that came here and are not answered: each is given a thread, admitted, and begun, and
 * ends by its result, by its time, or since nobody waits for it any more. What runs meanwhile is
 * somebody else's.
 */
final class Replies {

  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private final LeaseKeeper leases;
  private final Executor threads;
  private final ScheduledExecutorService alarms;
  private final Admission admission;
  private final Map<UUID, Set<Reply>> open = new ConcurrentHashMap<>();

  /**
   * @param threads on which tasks are admitted and run
   * @param alarms when their time is over
   * @param alone whether tasks come to this process and no other, and end with it
   * @param run runs what was admitted, from {@link #begins} to its answer
   */
  Replies(
      LeaseKeeper leases,
      Executor threads,
      ScheduledExecutorService alarms,
      Clock clock,
      boolean alone,
      Admission.Run run) {
    this.leases = leases;
    this.threads = threads;
    this.alarms = alarms;
    this.admission = new Admission(leases, alone, clock, this::later, run);
  }

  /** As {@link io.aiops.studio.host.taskqueue.TaskQueue.Worker#run}. */
  void answer(Task task, boolean again, Consumer<Optional<Outcome>> done) {
    Reply reply = new Reply(task, leases, done, this::forget);
    open.compute(
        task.executionId(),
        (id, set) -> {
          Set<Reply> all = set == null ? ConcurrentHashMap.newKeySet() : set;
          all.add(reply);
          return all;
        });
    hand(reply, again);
  }

  /** What is here may be given to another. */
  void lost() {
    admission.lost();
    leases.tellAll();
  }

  private void hand(Reply reply, boolean again) {
    try {
      threads.execute(() -> admit(reply, again));
    } catch (RejectedExecutionException e) {
      LOG.info("{} of {} is left to another node", reply.task().path(), reply.task().executionId());
      leases.end(reply.lease());
      forget(reply);
    } catch (RuntimeException | Error e) {
      // Such as no memory for a thread.
      Vital.failed("Handing a task to a thread", e);
      reply.with(Result.brokeOff(e));
    }
  }

  /** Whatever is thrown, the task is answered: who never hears of it would wait for ever. */
  private void admit(Reply reply, boolean again) {
    try {
      admission.admit(reply, again);
    } catch (RuntimeException | Error e) {
      LOG.error("{} of {} broke off", reply.task().path(), reply.task().executionId(), e);
      reply.with(Result.brokeOff(e));
    }
  }

  private void later(Reply reply, boolean again, Duration in) {
    alarms.schedule(() -> hand(reply, again), in.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** It runs from now on, for as long as it may. */
  void begins(Reply reply, Attempt attempt) {
    leases.begin(reply.lease());
    reply.begun(attempt);
    if (reply.answered()) {
      // It was stopped while it was admitted: who stopped it saw no attempt, and no lease that ran.
      attempt.close();
      leases.end(reply.lease());
      return;
    }
    reply.until(alarms.schedule(reply::tooLate, attempt.millisLeft(), TimeUnit.MILLISECONDS));
    Duration heartbeat = reply.task().waits().heartbeat();
    if (heartbeat != null) {
      listen(reply, attempt, heartbeat, heartbeat);
    }
  }

  /** Ends the attempt once it gives no sign of life for too long. */
  private void listen(Reply reply, Attempt attempt, Duration heartbeat, Duration in) {
    reply.listensBy(
        alarms.schedule(
            () -> listened(reply, attempt, heartbeat), in.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void listened(Reply reply, Attempt attempt, Duration heartbeat) {
    Duration left = heartbeat.minus(attempt.signs().silence());
    if (reply.answered()) {
      return;
    }
    if (left.isPositive()) {
      listen(reply, attempt, heartbeat, left);
    } else {
      reply.end(
          Reply.what(attempt.task())
              + " gave no sign of life for its heartbeatTimeout of "
              + heartbeat
              + " and was interrupted");
    }
  }

  private void forget(Reply reply) {
    open.computeIfPresent(
        reply.task().executionId(),
        (id, set) -> {
          set.remove(reply);
          return set.isEmpty() ? null : set;
        });
  }

  /** An execution has ended: nobody waits for what is still here of it, step by step. */
  void stop(UUID executionId) {
    open.getOrDefault(executionId, Set.of()).stream()
        .sorted(Comparator.comparing(reply -> reply.task().path()))
        .forEach(Reply::stop);
  }

  /** How many of each pool; of those there are none of, nothing. */
  Map<String, Integer> byPool() {
    Map<String, Integer> pools = new HashMap<>();
    open.values()
        .forEach(
            replies -> replies.forEach(reply -> pools.merge(reply.task().pool(), 1, Integer::sum)));
    return pools;
  }
}
