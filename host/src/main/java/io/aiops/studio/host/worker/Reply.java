package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.plugin.PluginRegistry;
import io.aiops.studio.host.taskqueue.Command.Outcome;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The answer to a task, given once, whoever comes first: the task's own thread, or its time. */
final class Reply {

  private final Task task;
  private final Consumer<Optional<Outcome>> done;
  private final LeaseKeeper leases;
  private final Consumer<Reply> over;
  private final ForeignCode.Interruption interruption = new ForeignCode.Interruption();
  private final AtomicBoolean given = new AtomicBoolean();
  private final long arrived;
  private final Lease lease;
  private volatile @Nullable Attempt attempt;
  private volatile @Nullable Future<?> alarm;
  private volatile @Nullable Future<?> listening;

  /**
   * @param over hears that it is given, right before {@code done}
   */
  Reply(Task task, LeaseKeeper leases, Consumer<Optional<Outcome>> done, Consumer<Reply> over) {
    this.task = task;
    this.done = done;
    this.leases = leases;
    this.over = over;
    this.arrived = leases.nanos();
    this.lease = leases.of(task, this::stop, this::unwanted);
  }

  Task task() {
    return task;
  }

  Lease lease() {
    return lease;
  }

  ForeignCode.Interruption interruption() {
    return interruption;
  }

  boolean answered() {
    return given.get();
  }

  /**
   * @param moment of {@link LeaseKeeper#nanos}
   */
  boolean arrivedBefore(long moment) {
    return arrived - moment < 0;
  }

  /** Since it arrived. */
  Duration age() {
    return Duration.ofNanos(leases.nanos() - arrived);
  }

  /** What may answer before it ends: by asking a person, or for a place. */
  void begun(Attempt begun) {
    begun.whenAsking(ask -> with(Result.asks(ask, begun.records())));
    begun.whenQueueing(place -> with(Result.queues(place)));
    begun.whenGivenUp(this::givenUp);
    attempt = begun;
  }

  /** No longer needed once it is given. */
  void until(Future<?> time) {
    alarm = time;
    if (answered()) {
      time.cancel(false);
    }
  }

  /** As {@link #until}: what looks for signs of life next. */
  void listensBy(Future<?> next) {
    listening = next;
    if (answered()) {
      next.cancel(false);
    }
  }

  void with(Result result) {
    if (given.compareAndSet(false, true)) {
      give(outcome(result));
    }
  }

  void nobodyWaits() {
    if (given.compareAndSet(false, true)) {
      give(Optional.empty());
    }
  }

  void stop() {
    // In this order: what is interrupted may end at once, and its result is not wanted.
    nobodyWaits();
    interruption.raise();
  }

  /** Nobody needs what it gives; only the places that it has, somebody may wait for. */
  void unwanted() {
    if (task.places().connections().isEmpty()) {
      stop();
    } else if (given.compareAndSet(false, true)) {
      interruption.raise();
      Attempt begun = attempt;
      Failure why = new Failure("cancelled", "It does not go on: nobody needs it any more.");
      give(outcome(Result.failed(why, false, begun == null ? List.of() : begun.records())));
    }
  }

  /** Its thread is interrupted and left: it may not listen. */
  void tooLate() {
    end(
        what(task)
            + " did not end within "
            + Duration.ofMillis(task.timeoutMillis())
            + " and was interrupted");
  }

  void end(String why) {
    end(why, Attempt::late);
  }

  private void givenUp(PluginRegistry.Lease<?> lease) {
    String why = what(task) + " hangs in " + lease.plugin() + " and was interrupted";
    end(why, begun -> begun.failedIn(lease, why));
  }

  private void end(String why, Consumer<Attempt> failing) {
    if (given.compareAndSet(false, true)) {
      interruption.raise();
      PluginException late = new PluginException(Category.TIMEOUT, why);
      Attempt begun = attempt;
      if (begun == null) {
        give(outcome(Failing.failed(late, List.of())));
      } else {
        failing.accept(begun);
        give(outcome(OnTrial.of(begun, Failing.failed(late, begun.records()))));
      }
    }
  }

  private void give(Optional<Outcome> outcome) {
    Attempt begun = attempt;
    if (begun != null) {
      begun.close();
    }
    cancel(alarm);
    cancel(listening);
    leases.end(lease);
    over.accept(this);
    done.accept(outcome);
  }

  private static void cancel(@Nullable Future<?> watch) {
    if (watch != null) {
      watch.cancel(false);
    }
  }

  private Optional<Outcome> outcome(Result result) {
    return Optional.of(
        new Outcome(task.executionId(), task.path(), task.attempt(), task.round(), result));
  }

  /** For a sentence about it. */
  static String what(Task task) {
    String kind = task.kind().substring(0, 1).toUpperCase(Locale.ROOT) + task.kind().substring(1);
    return task.kind().equals("transform") ? kind : kind + " '" + task.target() + "'";
  }
}
