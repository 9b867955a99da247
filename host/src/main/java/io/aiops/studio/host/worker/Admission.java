package io.aiops.studio.host.worker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a task that has arrived may be run here: it may have come twice, be old, or be
 * over.
 */
final class Admission {

  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  /** Asks again after a while, on a thread of the tasks. */
  interface Later {
    void ask(Reply reply, boolean again, Duration in);
  }

  /** Runs it; told whether surely nobody has begun with it before. */
  interface Run {
    void now(Reply reply, boolean first);
  }

  private final LeaseKeeper leases;
  private final boolean alone;

  /** What was begun here. */
  private final Cache<Leases.Attempt, Boolean> lately;

  private final Clock clock;
  private final Later later;
  private final Run run;
  private final Instant begun;
  private volatile long lostAt;

  /**
   * @param alone whether tasks come to this process and no other
   */
  Admission(LeaseKeeper leases, boolean alone, Clock clock, Later later, Run run) {
    this.leases = leases;
    this.alone = alone;
    this.lately =
        Caffeine.newBuilder()
            .expireAfterWrite(leases.rhythm().fresh().multipliedBy(2))
            .ticker(leases::nanos)
            .executor(Runnable::run)
            .build();
    this.clock = clock;
    this.begun = clock.instant();
    this.lostAt = leases.nanos();
    this.later = later;
    this.run = run;
  }

  /** What has arrived so far and waits for a thread may have been given to another meanwhile. */
  void lost() {
    lostAt = leases.nanos();
  }

  void admit(Reply reply, boolean again) {
    Task task = reply.task();
    if (reply.interruption().raised()) {
      reply.nobodyWaits();
    } else if (again
        || task.again()
        || task.waits().queue() != null
        || reply.arrivedBefore(lostAt)) {
      // Of a task that may not wait long, the engine has to see that it was begun.
      settled(reply, again || task.again());
    } else if (!old(task)) {
      run(reply, true);
    } else if (free(task)) {
      run(reply, false);
    } else {
      doubtful(reply, true);
    }
  }

  /** Whoever has it already, and lives, is given the time to say so. */
  private void settled(Reply reply, boolean again) {
    Duration left = leases.rhythm().settling().minus(reply.age());
    if (again && left.isPositive()) {
      later.ask(reply, true, left);
    } else {
      doubtful(reply, again);
    }
  }

  /** It may be run by another, or be over: it is run only if it surely is not. */
  private void doubtful(Reply reply, boolean again) {
    LeaseKeeper.Take take;
    try {
      take = leases.take(reply.lease());
    } catch (RuntimeException e) {
      // Also what the database refuses without being away: nothing is run on a guess.
      LOG.info("{} waits until it is known who runs it: {}", reply.task().path(), e.getMessage());
      later.ask(reply, again, leases.rhythm().beat());
      return;
    }
    switch (take) {
      case OURS -> {
        if (again || !tooOld(reply.task())) {
          run(reply, false);
        } else {
          reply.with(waitedTooLong(reply.task()));
        }
      }
      case HELD -> held(reply);
      case OVER -> {
        notRun(reply, "it has ended");
        reply.unwanted();
      }
    }
  }

  /** Who has it may be dead: then its lease runs out. Who is alive renews it. */
  private void held(Reply reply) {
    Duration waited = reply.age();
    if (waited.compareTo(leases.rhythm().length().plus(leases.rhythm().settling())) > 0) {
      notRun(reply, "another worker runs it");
      reply.nobodyWaits();
    } else {
      later.ask(reply, true, leases.rhythm().beat());
    }
  }

  private static void notRun(Reply reply, String why) {
    Task task = reply.task();
    LOG.info(
        "{} attempt {} of {} came again and is not run: {}",
        task.path(),
        task.attempt(),
        task.executionId(),
        why);
  }

  private static Result waitedTooLong(Task task) {
    return Failing.failed(
        new PluginException(
            Category.TIMEOUT,
            "No worker began with it within its queueTimeout of " + task.waits().queue()),
        List.of());
  }

  private boolean tooOld(Task task) {
    Duration queue = task.waits().queue();
    return queue != null && task.scheduledAt().plus(queue).isBefore(clock.instant());
  }

  /**
   * What this node began so long ago that it is not known any more is old; what seems to come from
   * the future was sent before a clock was set back.
   *
   * @param fresh whether nothing says that it may be older than it seems
   */
  private void run(Reply reply, boolean fresh) {
    Task task = reply.task();
    boolean unknown = lately.asMap().putIfAbsent(task.attemptOf(), Boolean.TRUE) == null;
    boolean past = !task.scheduledAt().isAfter(clock.instant());
    run.now(reply, alone && fresh && unknown && past);
  }

  /** It may have ended meanwhile, or begun by whoever ran on this broker before us. */
  private boolean old(Task task) {
    return task.scheduledAt().isBefore(begun)
        || task.scheduledAt().plus(leases.rhythm().fresh()).isBefore(clock.instant());
  }

  private boolean free(Task task) {
    try {
      return leases.free(task.attemptOf());
    } catch (RuntimeException e) {
      // Not knowing, run it: the engine ignores the outcome if the execution has ended.
      LOG.warn("Whether {} has ended is not known: {}", task.executionId(), e.getMessage());
      return true;
    }
  }
}
